package dev.p2c2g.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Logger;

/**
 * Sends everything that is logged, one line a record, to standard error and to a file where one is
 * given. Sets up java.util.logging, which stands behind {@link System.Logger}; so it belongs to
 * programs, not to code that is embedded in one.
 */
public final class LogSetup {
  /** A file and the one before it may each grow to this. */
  static final long MAX_FILE_BYTES = 16L << 20;

  private static final Logger ROOT = Logger.getLogger("");

  // held here, because java.util.logging forgets the level of a logger that nobody refers to
  private static final List<Logger> LIBRARIES =
      List.of(
          Logger.getLogger("io.vertx"),
          Logger.getLogger("io.netty"),
          Logger.getLogger("com.zaxxer.hikari"),
          Logger.getLogger("org.flywaydb"),
          Logger.getLogger("org.postgresql"),
          Logger.getLogger("redis.clients"));

  /** Warns of connections that a coordinator turned away, which we say ourselves. */
  private static final Logger HTTP_CLIENT = Logger.getLogger("io.vertx.core.http.impl");

  private LogSetup() {}

  /**
   * Replaces what was set up before. Libraries below are heard from {@code WARN} upwards, unless
   * the level is {@code DEBUG} or {@code TRACE}. The file is appended to; at 16 MiB it is renamed
   * to {@code FILE.1}, replacing the one before.
   *
   * @throws ConfigException when the file cannot be written
   */
  public static void apply(LogLevel level, Optional<Path> file) {
    List<LineSink> sinks = new ArrayList<>();
    sinks.add(LineSink.standardError());
    file.ifPresent(path -> sinks.add(RotatingFile.open(path, MAX_FILE_BYTES)));
    replaceHandlers(new LineHandler(level, sinks));
    ROOT.setLevel(level.julLevel());
    LogLevel least =
        level.compareTo(LogLevel.DEBUG) >= 0 ? level : mostSevere(level, LogLevel.WARN);
    LIBRARIES.forEach(library -> library.setLevel(least.julLevel()));
    HTTP_CLIENT.setLevel(
        (level.compareTo(LogLevel.DEBUG) >= 0 ? level : LogLevel.ERROR).julLevel());
  }

  private static LogLevel mostSevere(LogLevel a, LogLevel b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static void replaceHandlers(LineHandler handler) {
    for (Handler old : ROOT.getHandlers()) {
      ROOT.removeHandler(old);
      if (old instanceof LineHandler ours) {
        ours.release();
      } else {
        old.close();
      }
    }
    ROOT.addHandler(handler);
  }
}
