package dev.p2c2g.protocol;

import java.util.regex.Pattern;

/** The shapes of the names that travel. */
public final class Names {
  /** Peer ids, task ids and task types. */
  public static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  public static final String ID_SHAPE = "1 to 64 of A-Z a-z 0-9 . _ : -";

  static final Pattern S3_URL =
      Pattern.compile("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/[^\\p{Cntrl}]{1,1024}");

  private Names() {}

  /**
   * Passes on an id.
   *
   * @throws IllegalArgumentException naming the field, when the value has not the shape of an id
   */
  public static String requireId(String field, String value) {
    if (!ID.matcher(value).matches()) {
      throw new IllegalArgumentException(field + ": is \"" + value + "\"; must be " + ID_SHAPE);
    }
    return value;
  }
}
