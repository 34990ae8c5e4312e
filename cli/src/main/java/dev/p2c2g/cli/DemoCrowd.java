package dev.p2c2g.cli;

/** A coordinator and its peers, for the demo. */
interface DemoCrowd extends AutoCloseable {
  String url();

  /** Ends the last peer as a crash would. */
  void killOne();

  @Override
  void close();
}
