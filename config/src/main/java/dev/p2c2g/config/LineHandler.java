package dev.p2c2g.config;

import java.io.IOException;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Hands each record as a line to every sink. Any thread may log, so a lock orders the lines. */
final class LineHandler extends Handler {
  private final LineFormat format;
  private final List<LineSink> sinks;
  private boolean released;
  private boolean failureShown;

  LineHandler(LogLevel level, List<LineSink> sinks) {
    this.format = new LineFormat(level.compareTo(LogLevel.DEBUG) >= 0);
    this.sinks = List.copyOf(sinks);
    setLevel(level.julLevel());
  }

  @Override
  public void publish(LogRecord record) {
    if (isLoggable(record)) {
      write(format.format(record));
    }
  }

  private synchronized void write(String line) {
    if (released) {
      return;
    }
    for (LineSink sink : sinks) {
      try {
        sink.write(line);
      } catch (IOException e) {
        showOnce(e);
      }
    }
  }

  /** A full disk costs log lines, never the service. */
  private void showOnce(IOException e) {
    if (!failureShown) {
      failureShown = true;
      System.err.println("The log file cannot be written any more: " + e);
    }
  }

  @Override
  public void flush() {
    // every line is written through
  }

  /**
   * The JDK closes all handlers in a shutdown hook that runs beside our own, which would lose what
   * a drain has to say. So this handler goes back in its place, and only {@link #release} ends it.
   */
  @Override
  public synchronized void close() {
    if (!released) {
      Logger.getLogger("").addHandler(this);
    }
  }

  synchronized void release() {
    released = true;
    for (LineSink sink : sinks) {
      try {
        sink.close();
      } catch (IOException e) {
        showOnce(e);
      }
    }
  }
}
