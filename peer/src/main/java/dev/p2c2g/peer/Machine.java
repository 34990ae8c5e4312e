package dev.p2c2g.peer;

import com.sun.management.OperatingSystemMXBean;
import dev.p2c2g.protocol.Capabilities;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a peer's capabilities from the machine it runs on. Graphics cards are found on Linux alone,
 * where the kernel shows them as files; elsewhere a machine counts as having none.
 */
public final class Machine {
  private static final double BYTES_PER_GIB = 1L << 30;

  /** PCI vendors whose cards compute: NVIDIA, AMD, Intel. Virtual displays have others. */
  private static final Set<String> GPU_VENDORS = Set.of("0x10de", "0x1002", "0x8086");

  private Machine() {}

  /**
   * The machine's processors and memory (what a container may use of them), and its graphics card.
   *
   * @param root where {@code sys} and {@code proc} are looked for, {@code /} outside tests
   * @param useGpu false reports no graphics card, whatever is there
   */
  public static Capabilities detect(Path root, boolean useGpu) {
    List<Path> cards = useGpu ? cards(root) : List.of();
    boolean gpu = !cards.isEmpty() || (useGpu && hasNvidiaDriver(root));
    return new Capabilities(
        Runtime.getRuntime().availableProcessors(), ramGb(), gpu, largestVramGb(cards));
  }

  private static double ramGb() {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return toGib(system.getTotalMemorySize());
  }

  /** One decimal. */
  private static double toGib(long bytes) {
    return Math.round((double) bytes / BYTES_PER_GIB * 10) / 10.0;
  }

  private static List<Path> cards(Path root) {
    return entries(root.resolve("sys/class/drm")).stream()
        // beside card0 stand its outputs, such as card0-DP-1
        .filter(entry -> entry.getFileName().toString().matches("card[0-9]+"))
        .map(card -> card.resolve("device"))
        .filter(device -> GPU_VENDORS.contains(textOf(device.resolve("vendor"))))
        .toList();
  }

  /** NVIDIA's own driver can do without the kernel's list of displays. */
  private static boolean hasNvidiaDriver(Path root) {
    return !entries(root.resolve("proc/driver/nvidia/gpus")).isEmpty();
  }

  /** Only amdgpu tells. */
  private static OptionalDouble largestVramGb(List<Path> cards) {
    return cards.stream()
        .map(device -> textOf(device.resolve("mem_info_vram_total")))
        .filter(text -> text.matches("[0-9]{1,18}"))
        .mapToDouble(text -> toGib(Long.parseLong(text)))
        .max();
  }

  private static List<Path> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (IOException e) {
      return List.of(); // no such folder: no such driver
    }
  }

  private static String textOf(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return ""; // not every driver has every file
    }
  }
}
