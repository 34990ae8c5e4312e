package dev.p2c2g.verification;

/** What a result is that no honest peer would send. */
public enum Fault {
  /** It has the wrong size or format, or no decoder can read it. */
  UNREADABLE,
  /** One colour, where the input has more. */
  BLANK,
  /** A picture of something else: an older frame, another gamer's, noise. */
  ANOTHER_PICTURE,
  /** Not what the algorithm that it names makes of the input. */
  ANOTHER_ALGORITHM,
  /** Most peers that did the same task say something else. */
  OUTVOTED
}
