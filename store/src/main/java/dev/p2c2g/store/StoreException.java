package dev.p2c2g.store;

/** A store did not do what it was asked. Whether it was done all the same is not known. */
public final class StoreException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean lasting;

  private StoreException(String message, boolean lasting, Throwable cause) {
    super(message, cause);
    this.lasting = lasting;
  }

  /** The store is not there, slow, or has no room just now; asking again later may help. */
  public static StoreException unavailable(String message, Throwable cause) {
    return new StoreException(message, false, cause);
  }

  /** Nothing helps but the operator: credentials, a version, a setting. */
  public static StoreException lasting(String message, Throwable cause) {
    return new StoreException(message, true, cause);
  }

  /** Whether asking again is of no use. */
  public boolean isLasting() {
    return lasting;
  }
}
