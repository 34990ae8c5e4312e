package dev.p2c2g.bands;

import java.util.OptionalInt;

/** A JPEG that cannot be a band, or bands that do not join; the message says which and why. */
public final class BandRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong, for counters and decisions. */
  public enum Reason {
    /** Does not start like a JPEG. */
    NOT_A_JPEG,
    /** Ends too early, or has fewer bytes than its pixels need at the least. */
    TRUNCATED,
    /** Breaks the rules of ITU-T T.81. */
    MALFORMED,
    /** Progressive, arithmetic, lossless or hierarchical. */
    NOT_SEQUENTIAL_HUFFMAN,
    /** Samples of other than 8 bits. */
    NOT_EIGHT_BIT,
    /** Neither grey nor of three components. */
    COMPONENTS,
    /** More than one scan. */
    SEVERAL_SCANS,
    /** Has a restart interval already. */
    OWN_RESTARTS,
    /** Another width than the first band. */
    WIDTH_DIFFERS,
    /** Other tables, sampling or colours than the first band: another encoder or quality. */
    SIGNATURE_DIFFERS,
    /** A height that restart markers cannot express. */
    HEIGHT,
    /** More rows, MCUs or bytes than one JPEG can have. */
    TOO_LARGE
  }

  private final Reason reason;

  @SuppressWarnings("serial") // an int, and nobody serialises these
  private final OptionalInt band;

  BandRefusedException(Reason reason, String message) {
    this(reason, message, OptionalInt.empty());
  }

  private BandRefusedException(Reason reason, String message, OptionalInt band) {
    super(message);
    this.reason = reason;
    this.band = band;
  }

  /** The same refusal, of the band with this index from the top. */
  BandRefusedException ofBand(int index) {
    var named =
        new BandRefusedException(
            reason, "band " + index + ": " + getMessage(), OptionalInt.of(index));
    named.setStackTrace(getStackTrace());
    return named;
  }

  public Reason reason() {
    return reason;
  }

  /** Index from the top, 0 first, of the band at fault; empty where one JPEG was read alone. */
  public OptionalInt band() {
    return band;
  }
}
