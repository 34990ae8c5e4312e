package dev.p2c2g.config;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * One record, one line: {@code 2026-01-31T12:00:00.123Z INFO coordinator message}, level and name
 * padded. A cause follows on the same line; its stack trace, on further lines, only when asked for.
 */
final class LineFormat extends Formatter {
  private static final String OWN_PREFIX = "dev.p2c2g.";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final boolean withStackTraces;

  LineFormat(boolean withStackTraces) {
    this.withStackTraces = withStackTraces;
  }

  @Override
  public String format(LogRecord record) {
    Optional<Throwable> thrown = Optional.ofNullable(record.getThrown());
    return TIME.format(record.getInstant())
        + " %-5s ".formatted(LogLevel.of(record.getLevel()))
        + component(record)
        + "  "
        + oneLine(formatMessage(record))
        + thrown.map(cause -> ": " + oneLine(describe(cause))).orElse("")
        + "\n"
        + thrown.filter(cause -> withStackTraces).map(LineFormat::stackTrace).orElse("");
  }

  /** Our own loggers by module, {@code coordinator}; others by the last part of their name. */
  private static String component(LogRecord record) {
    String name = Optional.ofNullable(record.getLoggerName()).orElse("");
    if (name.startsWith(OWN_PREFIX)) {
      return name.substring(OWN_PREFIX.length()).split("\\.", 2)[0];
    }
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** What a remote side sent may stand in a message; it must not be able to forge a line. */
  private static String oneLine(String text) {
    return text.replace("\r", "\\r").replace("\n", "\\n").replaceAll("\\p{Cntrl}", "?");
  }

  private static String describe(Throwable thrown) {
    StackTraceElement[] stack = thrown.getStackTrace();
    return stack.length == 0 ? thrown.toString() : thrown + " at " + stack[0];
  }

  private static String stackTrace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
