package dev.p2c2g.cli;

/** A coordinator and its peers, for the demo. */
interface DemoCrowd extends AutoCloseable {
  String url();

  /** Ends a peer, 1 to as many as there are, as a crash would. */
  void kill(int peer);

  @Override
  void close();
}
