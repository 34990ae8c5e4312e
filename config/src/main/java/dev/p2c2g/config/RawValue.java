package dev.p2c2g.config;

import java.util.List;

/** A value as it was written, before anyone asked for its type. */
sealed interface RawValue {
  Place place();

  /**
   * One scalar.
   *
   * @param quoted it stood in quotes, so it is text and never a number or a switch
   */
  record Scalar(Place place, String text, boolean quoted) implements RawValue {}

  /** A list of scalars. */
  record Items(Place place, List<Scalar> items) implements RawValue {}

  /** A key with nothing after it. */
  record Missing(Place place) implements RawValue {}

  /** Something deeper than any setting is: a mapping, or a list with more than scalars in it. */
  record Nested(Place place) implements RawValue {}
}
