package dev.p2c2g.coordinator;

import dev.p2c2g.config.Settings;
import java.util.Locale;

/**
 * The section {@code security}.
 *
 * @param auth how a connection proves who it is
 */
public record SecuritySettings(Auth auth) {
  /** The ways to authenticate in this build. */
  public enum Auth {
    /** Nobody is asked; only on a loopback address. */
    NONE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static SecuritySettings read(Settings settings) {
    return new SecuritySettings(settings.word("security.auth", Auth.NONE));
  }
}
