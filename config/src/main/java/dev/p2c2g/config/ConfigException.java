package dev.p2c2g.config;

import java.util.List;

/**
 * Settings that cannot be used. The message lists every error, one a line, and ends with what to
 * do.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> errors;

  /**
   * Gathers errors into one.
   *
   * @param errors one line each, at least one: where, which key, which value, what is allowed
   */
  public ConfigException(List<String> errors) {
    super(message(errors));
    this.errors = List.copyOf(errors);
  }

  /** Every error, in the order of the file's lines; those from the environment come last. */
  public List<String> errors() {
    return errors;
  }

  private static String message(List<String> errors) {
    String count = errors.size() == 1 ? "1 setting is" : errors.size() + " settings are";
    return count
        + " wrong:\n  "
        + String.join("\n  ", errors)
        + "\nNothing was started: correct the above and start again.";
  }
}
