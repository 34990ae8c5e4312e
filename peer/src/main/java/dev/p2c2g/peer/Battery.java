package dev.p2c2g.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether the machine runs on its battery: {@code yield.on_battery}. Known on Linux alone, which
 * shows its power supplies as files (the kernel's Documentation/ABI/testing/sysfs-class-power).
 */
final class Battery implements OwnerWish {
  /** What brings power from outside. */
  private static final Set<String> MAINS = Set.of("Mains", "USB", "Wireless");

  private final Path supplies;

  /**
   * @param root where {@code sys} is looked for, {@code /} outside tests
   */
  Battery(Path root) {
    supplies = root.resolve("sys/class/power_supply");
  }

  /** Whether this system tells at all. */
  boolean isKnown() {
    return Files.isDirectory(supplies);
  }

  @Override
  public String name() {
    return "battery";
  }

  @Override
  public Optional<String> whyPause() {
    var all = entries();
    var pluggedIn =
        all.stream()
            .anyMatch(s -> MAINS.contains(text(s, "type")) && text(s, "online").equals("1"));
    return !pluggedIn && all.stream().anyMatch(Battery::isDrawnFrom)
        ? Optional.of("the machine runs on battery")
        : Optional.empty();
  }

  /** A mouse has a battery too: its scope is a device, not the system. */
  private static boolean isDrawnFrom(Path supply) {
    return text(supply, "type").equals("Battery")
        && text(supply, "status").equals("Discharging")
        && !text(supply, "scope").equals("Device");
  }

  private List<Path> entries() {
    try (Stream<Path> entries = Files.list(supplies)) {
      return entries.toList();
    } catch (IOException e) {
      return List.of(); // another system, or a supply that is just being unplugged
    }
  }

  private static String text(Path supply, String file) {
    try {
      return Files.readString(supply.resolve(file)).strip();
    } catch (IOException e) {
      return ""; // not every supply has every file
    }
  }
}
