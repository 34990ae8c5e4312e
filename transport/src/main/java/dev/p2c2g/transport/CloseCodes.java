package dev.p2c2g.transport;

/** WebSocket close codes of the protocol (docs/protocol.md); 4000 and above are P2C2G's own. */
public final class CloseCodes {
  public static final short NORMAL = 1000;
  public static final short GOING_AWAY = 1001;

  /** A message over the receiver's limit. */
  public static final short TOO_BIG = 1009;

  public static final short TRY_AGAIN_LATER = 1013;

  /** Too many malformed messages in a row. */
  public static final short MALFORMED = 4400;

  /** No valid token in time. */
  public static final short UNAUTHENTICATED = 4401;

  /** Its results were wrong; it may not come back. */
  public static final short BANNED = 4403;

  /** No sign of life for several heartbeats. */
  public static final short SILENT = 4408;

  /** A newer connection of the same peer took over. */
  public static final short REPLACED = 4409;

  private CloseCodes() {}
}
