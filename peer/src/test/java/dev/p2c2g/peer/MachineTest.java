package dev.p2c2g.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MachineTest {
  @TempDir Path root;

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private boolean findsGpu() {
    return Machine.detect(root, true).gpu();
  }

  @Test
  void countsProcessorsAndMemory() {
    var machine = Machine.detect(root, true);

    assertThat(machine.cpuCores()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(machine.ramGb()).isPositive().isLessThan(1_000_000);
    assertThat(machine.ramGb() * 10).isEqualTo(Math.rint(machine.ramGb() * 10));
  }

  @Test
  void findsNoGpuWhereNoDriverSpeaks() {
    assertThat(findsGpu()).isFalse();
    assertThat(Machine.detect(root, true).gpuVramGb()).isEmpty();
  }

  @Test
  void findsCardsOfVendorsThatCompute() throws IOException {
    for (String vendor : new String[] {"0x10de", "0x1002", "0x8086"}) {
      write("sys/class/drm/card1/device/vendor", vendor + "\n");
      assertThat(findsGpu()).as(vendor).isTrue();
    }
    write("sys/class/drm/card1/device/vendor", "0x1af4\n");
    assertThat(findsGpu()).isFalse();
  }

  @Test
  void looksAtCardsAndNotAtTheirOutputs() throws IOException {
    write("sys/class/drm/card0-DP-1/device/vendor", "0x10de\n");
    write("sys/class/drm/version/device/vendor", "0x10de\n");
    write("sys/class/drm/card0/uevent", "");
    assertThat(findsGpu()).isFalse();
  }

  @Test
  void findsNvidiaWithoutADisplay() throws IOException {
    Files.createDirectories(root.resolve("proc/driver/nvidia/gpus"));
    assertThat(findsGpu()).isFalse();

    Files.createDirectories(root.resolve("proc/driver/nvidia/gpus/0000:01:00.0"));
    assertThat(findsGpu()).isTrue();
    assertThat(Machine.detect(root, true).gpuVramGb()).isEmpty();
  }

  @Test
  void reportsTheLargestMemoryThatADriverTells() throws IOException {
    write("sys/class/drm/card0/device/vendor", "0x8086\n");
    write("sys/class/drm/card1/device/vendor", "0x1002\n");
    write("sys/class/drm/card1/device/mem_info_vram_total", "8573157376\n");
    write("sys/class/drm/card2/device/vendor", "0x1002\n");
    write("sys/class/drm/card2/device/mem_info_vram_total", "536870912\n");

    assertThat(Machine.detect(root, true).gpuVramGb()).hasValue(8.0);
  }

  @Test
  void leavesOutMemoryThatIsNotANumber() throws IOException {
    write("sys/class/drm/card0/device/vendor", "0x1002\n");
    write("sys/class/drm/card0/device/mem_info_vram_total", "much\n");

    assertThat(Machine.detect(root, true).gpuVramGb()).isEmpty();
  }

  @Test
  void reportsNoGpuThatMayNotBeUsed() throws IOException {
    write("sys/class/drm/card0/device/vendor", "0x1002\n");
    write("sys/class/drm/card0/device/mem_info_vram_total", "8589934592\n");
    Files.createDirectories(root.resolve("proc/driver/nvidia/gpus/0000:01:00.0"));

    var machine = Machine.detect(root, false);

    assertThat(machine.gpu()).isFalse();
    assertThat(machine.gpuVramGb()).isEmpty();
  }
}
