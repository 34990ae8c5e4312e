package dev.p2c2g.imaging;

import dev.p2c2g.imaging.network.NetworkKernels;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * Makes the numbered case of a comparison larger by the algorithm of a name. The case (size, ratio
 * and content) follows from its number alone, so that two of these, each loaded with other inner
 * loops by {@link Twins}, can be compared though they share no class.
 */
public final class TwinSide implements BiFunction<String, Integer, byte[]> {
  private static final System.Logger LOG = System.getLogger(TwinSide.class.getName());

  /** Settles which inner loops this class' siblings use: those that the property forces now. */
  public TwinSide() {
    Rows.active();
    LearnedDoubler.report();
    try {
      NetworkKernels.report();
    } catch (ExceptionInInitializerError e) {
      // without a fused multiply-add networks have no vector loops: whoever asks for them fails
      LOG.log(System.Logger.Level.INFO, "no networks: {0}", String.valueOf(e.getCause()));
    }
  }

  /** Names the loops in use. */
  @Override
  public String toString() {
    return Rows.active().name() + "; " + LearnedDoubler.report();
  }

  @Override
  public byte[] apply(String algorithm, Integer number) {
    Random random = new Random(number);
    boolean tiny = number % 4 == 0;
    // now and then wider than the tiles that networks work in
    int width = number % 50 == 7 ? 241 + random.nextInt(30) : 1 + random.nextInt(tiny ? 4 : 20);
    int height = 1 + random.nextInt(tiny || width > 240 ? 4 : 10);
    boolean doubled = number % 3 == 0;
    int outWidth = doubled ? 2 * width : width + random.nextInt(3 * width + 1);
    int outHeight = doubled ? 2 * height : height + random.nextInt(3 * height + 1);
    Plane out = Plane.allocate(outWidth, outHeight);
    Upscalers.byName(algorithm)
        .orElseThrow()
        .upscale(
            content(number, width, height), Mapping.whole(width, height, outWidth, outHeight), out);
    return out.samples();
  }

  private static Plane content(int number, int width, int height) {
    Plane plane = TestPictures.noise(width, height, number);
    return switch (number % 5) {
      case 0, 1 -> TestPictures.scene(width, height, number);
      case 2 -> blackAndWhite(plane);
      case 3 -> Plane.filled(width, height, number % 256);
      default -> plane;
    };
  }

  /** What makes filters overshoot most. */
  private static Plane blackAndWhite(Plane plane) {
    for (int i = 0; i < plane.samples().length; i++) {
      plane.samples()[i] = (byte) (plane.samples()[i] >> 7);
    }
    return plane;
  }
}
