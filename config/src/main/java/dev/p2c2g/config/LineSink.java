package dev.p2c2g.config;

import java.io.IOException;

/** Somewhere that log lines go. Called by one thread at a time. */
interface LineSink {
  /**
   * Writes at once, so that a process that dies has said its last words.
   *
   * @param line ends with a line feed
   */
  void write(String line) throws IOException;

  /** Nothing is written afterwards. */
  void close() throws IOException;

  static LineSink standardError() {
    return new LineSink() {
      @Override
      public void write(String line) {
        System.err.print(line);
        System.err.flush();
      }

      @Override
      public void close() {
        System.err.flush();
      }
    };
  }
}
