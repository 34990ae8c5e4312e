package dev.p2c2g.coordinator;

/** Where results are looked at; implementations return at once. */
interface Checks {
  /** Nobody looks. */
  Checks NONE = _ -> false;

  /**
   * Takes a result to be looked at; the finding comes as mail.
   *
   * @return false where it will not be looked at: there is one of that peer already, or no room
   */
  boolean offer(Check check);
}
