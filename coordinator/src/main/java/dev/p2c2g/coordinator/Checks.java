package dev.p2c2g.coordinator;

/** Where results are looked at; implementations return at once. */
interface Checks {
  /** Nobody looks. */
  Checks NONE = _ -> false;

  /**
   * Takes a result to be looked at; the finding comes as mail.
   *
   * @return false where nothing more will be looked at for it: there is one of that peer already,
   *     which it may replace, or no room
   */
  boolean offer(Check check);

  /** There will be results soon: whatever takes long at first is better done now. */
  default void prepare() {}
}
