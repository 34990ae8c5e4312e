package dev.p2c2g.gamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.p2c2g.imaging.Codecs;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A window on a real X server, looked at through {@link ScreenSource}. */
class WindowSinkTest {
  private static final int RED = Quadrants.COLOURS.getFirst();

  private static XvfbServer server;
  private Desktop desktop;

  @BeforeAll
  static void startServer() {
    server = XvfbServer.start();
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void openWindow() {
    desktop = Desktop.start(server.display());
    desktop.run("open 640 360");
  }

  @AfterEach
  void closeDesktop() {
    desktop.close();
  }

  @Test
  void showsThePictureUprightAndInItsColours() {
    desktop.run("show 0 640 360 " + DesktopMain.NO_CAPTION);

    awaitScreen(screen -> Quadrants.matches(screen, 0, 0, 640, 360));
  }

  @Test
  void scalesThePictureToTheWindow() {
    desktop.run("show 0 213 120 " + DesktopMain.NO_CAPTION);

    awaitScreen(screen -> Quadrants.matches(screen, 0, 0, 640, 360));
  }

  @Test
  void keepsThePicturesShapeWhenTheWindowIsResized() {
    desktop.run("resize 640 640");

    awaitScreen(screen -> {
      desktop.run("show 0 640 360 " + DesktopMain.NO_CAPTION);
      return Quadrants.matches(screen, 0, 140, 640, 360)
          && Quadrants.near(screen.getRGB(320, 70), 0)
          && Quadrants.near(screen.getRGB(320, 570), 0);
    });
  }

  @Test
  void laysTheCaptionOverACornerUntilF1HidesIt() {
    desktop.run("show 0 640 360 60fps");
    awaitScreen(screen ->
        Quadrants.matches(screen, 0, 0, 640, 360) && !Quadrants.near(screen.getRGB(12, 12), RED));

    desktop.run("press-f1");
    desktop.run("show 1 640 360 60fps");
    awaitScreen(screen -> Quadrants.near(screen.getRGB(12, 12), RED));

    desktop.run("press-f1");
    desktop.run("show 2 640 360 60fps");
    awaitScreen(screen -> !Quadrants.near(screen.getRGB(12, 12), RED));
  }

  @Test
  void leavesOutAFrameOlderThanTheOneOnTheScreen() {
    desktop.run("show 5 640 360 " + DesktopMain.NO_CAPTION);
    awaitScreen(screen -> Quadrants.matches(screen, 0, 0, 640, 360));

    desktop.run("show 4 640 360 late");
    desktop.run("sync");
    assertThat(Quadrants.near(screen().getRGB(12, 12), RED)).isTrue();
  }

  @Test
  void tellsOnceThatItsUserClosedItAndSwallowsFramesFromThenOn() {
    desktop.run("show 0 640 360 " + DesktopMain.NO_CAPTION);
    desktop.run("close-window");
    desktop.run("show 1 640 360 " + DesktopMain.NO_CAPTION);

    assertThat(desktop.run("closings")).isEqualTo("1");
    awaitScreen(screen -> Quadrants.near(screen.getRGB(160, 90), 0));
  }

  @Test
  void survivesBeingTornDownWhilePainting() {
    assertThat(desktop.run("tear-down 30")).isEqualTo("ok");
  }

  private static void awaitScreen(Predicate<BufferedImage> condition) {
    await().until(() -> condition.test(screen()));
  }

  private static BufferedImage screen() {
    ScreenOptions options =
        new ScreenOptions(
            Optional.of(server.display()), Optional.empty(), Optional.empty(), 30, 95, false);
    try (ScreenSource source = ScreenSource.open(options)) {
      return Codecs.decode(source.next().orElseThrow().data(), 1920 * 1080).toImage();
    } catch (CaptureException e) {
      throw new AssertionError(e);
    }
  }
}
