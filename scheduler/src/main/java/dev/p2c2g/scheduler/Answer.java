package dev.p2c2g.scheduler;

import java.util.OptionalLong;

/** What a peer said about an attempt. */
public sealed interface Answer {
  /**
   * A valid result.
   *
   * @param computeNanos how long the peer says it computed; empty where it does not say
   * @param resultBytes size of the result
   * @param signature parts join only with parts of the same signature; empty for whole tasks
   */
  record Done(OptionalLong computeNanos, long resultBytes, String signature) implements Answer {}

  /** No result, or one that is not what was promised. */
  record Failed(String error) implements Answer {}
}
