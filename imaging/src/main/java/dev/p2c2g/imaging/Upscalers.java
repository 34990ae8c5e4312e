package dev.p2c2g.imaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The upscaling algorithms on offer. */
public final class Upscalers {
  private static final Upscaler CUBIC = new SeparableUpscaler("cubic", CubicKernel.GROWING);
  private static final Upscaler LEARNED = new DoublingUpscaler("learned", LearnedDoubler.load());
  private static final List<Upscaler> NETWORKS =
      Stream.of("xs", "s", "m", "l").map(Upscalers::load).toList();
  private static final List<Upscaler> LADDER = ladderOfAll();
  private static final Upscaler SHARP = new SharpUpscaler();

  private Upscalers() {}

  private static Upscaler load(String network) {
    return new DoublingUpscaler(network, NetworkDoubler.of(network));
  }

  private static List<Upscaler> ladderOfAll() {
    List<Upscaler> rungs = new ArrayList<>(List.of(CUBIC, LEARNED));
    rungs.addAll(NETWORKS);
    return List.copyOf(rungs);
  }

  /** Catmull-Rom cubic convolution, 4x4 samples: the fastest. */
  public static Upscaler cubic() {
    return CUBIC;
  }

  /** A linear filter of 7x7 samples, its weights learned from real frames. */
  public static Upscaler learned() {
    return LEARNED;
  }

  /**
   * A trained convolution network: {@code xs}, {@code s}, {@code m} or {@code l}, each about three
   * to six times as costly as the one before, and better.
   *
   * @throws IllegalArgumentException for another name
   */
  public static Upscaler network(String name) {
    return NETWORKS.stream()
        .filter(network -> network.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no network " + name + ": xs, s, m or l"));
  }

  /** From the cheapest to the best: the rungs that a peer chooses from by time. */
  public static List<Upscaler> ladder() {
    return LADDER;
  }

  /**
   * Edge-adaptive upsampling and contrast-adaptive sharpening, after FSR 1: for those who prefer
   * its look, not the most faithful.
   */
  public static Upscaler sharp() {
    return SHARP;
  }

  /** Every algorithm that a task may name: the ladder, and {@link #sharp()}. */
  public static List<Upscaler> all() {
    List<Upscaler> all = new ArrayList<>(LADDER);
    all.add(SHARP);
    return List.copyOf(all);
  }

  /** The algorithm of that {@link Upscaler#name()}. */
  public static Optional<Upscaler> byName(String name) {
    return all().stream().filter(upscaler -> upscaler.name().equals(name)).findFirst();
  }
}
