package dev.p2c2g.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BatteryTest {
  @TempDir private Path root;

  private void supply(String name, String... filesAndTexts) throws IOException {
    var folder = Files.createDirectories(root.resolve("sys/class/power_supply").resolve(name));
    for (var i = 0; i < filesAndTexts.length; i += 2) {
      Files.writeString(folder.resolve(filesAndTexts[i]), filesAndTexts[i + 1] + "\n");
    }
  }

  private boolean pauses() {
    return new Battery(root).whyPause().isPresent();
  }

  @Test
  void aLaptopPausesOnlyWhileItIsUnplugged() throws IOException {
    supply("AC", "type", "Mains", "online", "0");
    supply("BAT0", "type", "Battery", "status", "Discharging");
    assertThat(new Battery(root).whyPause()).contains("the machine runs on battery");

    supply("AC", "online", "1");
    assertThat(pauses()).as("drawing more than a weak charger gives").isFalse();
    supply("BAT0", "status", "Charging");
    assertThat(pauses()).isFalse();
    supply("AC", "online", "0");
    assertThat(pauses()).as("not drawn from").isFalse();
  }

  @Test
  void aLaptopThatIsChargedOverUsbIsPluggedIn() throws IOException {
    supply("BAT1", "type", "Battery", "status", "Discharging", "scope", "System");
    assertThat(pauses()).isTrue();
    supply("ucsi-source-psy-USBC000:001", "type", "USB", "online", "1");
    assertThat(pauses()).isFalse();
  }

  @Test
  void aMousesBatteryDoesNotCount() throws IOException {
    supply("hidpp_battery_0", "type", "Battery", "status", "Discharging", "scope", "Device");
    assertThat(pauses()).isFalse();
  }

  @Test
  void aMachineWithoutABatteryNeverPauses() throws IOException {
    supply("AC", "type", "Mains", "online", "0");
    assertThat(pauses()).isFalse();
    assertThat(OwnerWatch.battery(root)).isPresent();
  }

  @Test
  void aSystemThatDoesNotTellIsNotAsked() {
    assertThat(pauses()).isFalse();
    assertThat(OwnerWatch.battery(root)).isEmpty();
  }
}
