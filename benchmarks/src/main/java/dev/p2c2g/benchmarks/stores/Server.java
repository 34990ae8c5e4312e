package dev.p2c2g.benchmarks.stores;

import java.io.IOException;
import java.util.Map;

/** A real server on this machine, and the barest queue that can be made of it. */
interface Server extends AutoCloseable {
  String name();

  /** What a coordinator is told to find it. */
  Map<String, String> environment();

  /** One thread puts in that many tasks of so many bytes, another takes each out; both at once. */
  void bareLoop(int tasks, int bytes) throws Exception;

  @Override
  void close() throws IOException;
}
