package dev.p2c2g.coordinator;

import dev.p2c2g.config.IntRange;
import dev.p2c2g.config.Settings;
import dev.p2c2g.protocol.Names;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The section {@code verification}: how peers' results are looked at, beside the hot path.
 *
 * @param mode whether they are
 * @param checkOneIn 1 to 1,000; of a trusted peer's results one in so many is looked at
 * @param cpuPercent 1 to 100; the most that it takes, in percent of one core
 * @param replicatedTypes task types that give equal bytes for equal tasks, at most 16: another peer
 *     does a sample of them too, and the results are compared
 */
public record VerificationSettings(
    Mode mode, int checkOneIn, int cpuPercent, Set<String> replicatedTypes) {
  private static final IntRange ONE_IN = IntRange.of(1, 1_000);
  private static final IntRange PERCENT = IntRange.of(1, 100);
  private static final IntRange TYPES = IntRange.of(0, 16);

  /** Whether results are looked at. */
  public enum Mode {
    /** Where peers are asked for tokens: a name that is free to take cannot be banned. */
    AUTO,
    ON,
    OFF;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Rejects what is out of range. */
  public VerificationSettings {
    ONE_IN.require("verification.check_one_in", checkOneIn);
    PERCENT.require("verification.cpu_percent", cpuPercent);
    TYPES.require("number of verification.replicated_types", replicatedTypes.size());
    replicatedTypes = Set.copyOf(replicatedTypes);
  }

  static VerificationSettings read(Settings settings) {
    return new VerificationSettings(
        settings.word("verification.mode", Mode.AUTO),
        settings.integer("verification.check_one_in", 16, ONE_IN),
        settings.integer("verification.cpu_percent", 20, PERCENT),
        Set.copyOf(
            settings.list(
                "verification.replicated_types", List.of(), TYPES, VerificationSettings::type)));
  }

  /** Whether results are looked at where connections prove in that way who they are. */
  boolean runs(SecuritySettings.Auth auth) {
    return switch (mode) {
      case AUTO -> auth == SecuritySettings.Auth.TOKEN;
      case ON -> true;
      case OFF -> false;
    };
  }

  /** The same in another mode. */
  public VerificationSettings withMode(Mode changed) {
    return new VerificationSettings(changed, checkOneIn, cpuPercent, replicatedTypes);
  }

  private static String type(String text) {
    if (!Names.ID.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' must be " + Names.ID_SHAPE);
    }
    return text;
  }
}
