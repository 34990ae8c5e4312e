package dev.p2c2g.gamer;

import dev.p2c2g.imaging.Picture;
import dev.p2c2g.imaging.Region;
import java.awt.AWTEvent;
import java.awt.Canvas;
import java.awt.Component;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.Graphics;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.awt.event.WindowEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The other end of {@link Desktop}: one command a line, one answer a line. */
final class DesktopMain {
  static final String FAILED = "failed: ";
  static final String NO_CAPTION = "-";
  private static final byte[] NOT_ENCODED = {};

  private final AtomicInteger closings = new AtomicInteger();
  private Optional<WindowSink> sink = Optional.empty();

  private DesktopMain() {}

  static void main() throws IOException {
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    DesktopMain desktop = new DesktopMain();
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      System.out.println(desktop.answer(line));
    }
    System.exit(0); // windows that are still open hold the JVM
  }

  private String answer(String line) {
    try {
      return run(line.split(" "));
    } catch (Exception e) {
      e.printStackTrace();
      return FAILED + e;
    }
  }

  private String run(String[] words) throws Exception {
    switch (words[0]) {
      case "paint" -> paint(number(words[1]), number(words[2]));
      case "open" -> open(number(words[1]), number(words[2]));
      case "show" -> show(number(words[1]), number(words[2]), number(words[3]), words[4]);
      case "resize" -> window().setSize(number(words[1]), number(words[2]));
      case "press-f1" -> pressF1();
      case "sync" -> Toolkit.getDefaultToolkit().sync();
      case "close-window" -> post(new WindowEvent(window(), WindowEvent.WINDOW_CLOSING));
      case "tear-down" -> tearDownWhilePainting(number(words[1]));
      case "robot" ->
          robot(Path.of(words[1]), new Region(0, 0, number(words[2]), number(words[3])));
      case "capture" -> {
        return capture();
      }
      case "closings" -> {
        return Integer.toString(closings.get());
      }
      default -> throw new IllegalArgumentException(words[0]);
    }
    return "ok";
  }

  /** Without any class under test: the quadrants straight from AWT. */
  private static void paint(int width, int height) {
    Frame frame = new Frame();
    frame.setUndecorated(true);
    frame.setBounds(0, 0, width, height);
    frame.add(
        new Canvas() {
          private static final long serialVersionUID = 1L;

          @Override
          public void paint(Graphics graphics) {
            Quadrants.paint(graphics, width, height);
          }
        });
    frame.setVisible(true);
  }

  private void open(int width, int height) throws DisplayException {
    sink =
        Optional.of(
            WindowSink.open("test", new FrameSize(width, height), closings::incrementAndGet));
  }

  private void show(int index, int width, int height, String caption) {
    Picture picture = Quadrants.picture(width, height);
    String text = caption.equals(NO_CAPTION) ? "" : caption;
    sink.orElseThrow().show(new ShownFrame(index, picture, NOT_ENCODED, true, text));
  }

  private static Window window() {
    return Window.getWindows()[0];
  }

  private static void pressF1() throws Exception {
    Component canvas = window().getComponent(0);
    long now = System.currentTimeMillis();
    post(
        new KeyEvent(
            canvas, KeyEvent.KEY_PRESSED, now, 0, KeyEvent.VK_F1, KeyEvent.CHAR_UNDEFINED));
  }

  private static void post(AWTEvent event) throws Exception {
    Toolkit.getDefaultToolkit().getSystemEventQueue().postEvent(event);
    EventQueue.invokeAndWait(() -> {});
  }

  /** Closes windows at ever other moments of a painting. */
  private static void tearDownWhilePainting(int rounds) throws Exception {
    Picture picture = Quadrants.picture(320, 180);
    for (int round = 0; round < rounds; round++) {
      WindowSink victim = WindowSink.open("torn", new FrameSize(320, 180), () -> {});
      Thread closer = Thread.ofPlatform().start(victim::close);
      for (int i = 0; i < 20; i++) {
        victim.show(new ShownFrame(i, picture, NOT_ENCODED, true, "line"));
      }
      closer.join();
    }
  }

  private static void robot(Path to, Region region) throws CaptureException, IOException {
    ScreenOptions options =
        new ScreenOptions(Optional.empty(), Optional.of(region), Optional.empty(), 30, 95, false);
    try (RobotSource source = RobotSource.open(options)) {
      Files.write(to, source.next().orElseThrow().data());
    }
  }

  private static String capture() throws CaptureException {
    try (FrameSource source = ScreenCapture.open(ScreenOptions.wholeScreen(30))) {
      return source.description();
    }
  }

  private static int number(String word) {
    return Integer.parseInt(word);
  }
}
