package dev.p2c2g.config;

import java.util.logging.Level;

/** How much is logged: a level and everything more severe. */
public enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE;

  /** The level that {@link System.Logger} hands to java.util.logging for this one. */
  Level julLevel() {
    return switch (this) {
      case ERROR -> Level.SEVERE;
      case WARN -> Level.WARNING;
      case INFO -> Level.INFO;
      case DEBUG -> Level.FINE;
      case TRACE -> Level.FINER;
    };
  }

  /** Levels of java.util.logging between two of these count as the less severe one. */
  static LogLevel of(Level level) {
    for (LogLevel candidate : values()) {
      if (level.intValue() >= candidate.julLevel().intValue()) {
        return candidate;
      }
    }
    return TRACE;
  }
}
