package dev.p2c2g.benchmarks.imaging;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Contenders in turns, so that a noisy moment is noisy for all; the order rotates. */
final class Turns {
  /** One contender's block: run for about so long, give the median milliseconds of each figure. */
  interface Contender {
    String name();

    double[] block(Duration length) throws Exception;
  }

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 15;
  private static final int WARM_UPS = 3;
  private static final Duration WARM_UP = Duration.ofMillis(700);
  private static final Duration BLOCK = Duration.ofMillis(150);

  private Turns() {}

  /** Medians over the rounds of each figure, by contender in the order given. */
  static Map<String, double[]> of(List<? extends Contender> contenders) throws Exception {
    for (int turn = 1; turn <= WARM_UPS; turn++) {
      System.out.println("warming up: turn " + turn + " of " + WARM_UPS);
      for (Contender contender : contenders) {
        contender.block(WARM_UP);
      }
    }
    System.out.println("measuring: " + ROUNDS + " rounds");
    Map<String, List<double[]>> measured = new LinkedHashMap<>();
    List<Contender> order = new ArrayList<>(contenders);
    for (int round = 0; round < ROUNDS; round++) {
      for (Contender contender : order) {
        measured
            .computeIfAbsent(contender.name(), _ -> new ArrayList<>())
            .add(contender.block(BLOCK));
      }
      Collections.rotate(order, 1);
    }
    Map<String, double[]> medians = new LinkedHashMap<>();
    measured.forEach((name, blocks) -> medians.put(name, medians(blocks)));
    return medians;
  }

  private static double[] medians(List<double[]> blocks) {
    double[] medians = new double[blocks.getFirst().length];
    for (int figure = 0; figure < medians.length; figure++) {
      int column = figure;
      medians[figure] = median(blocks.stream().mapToDouble(block -> block[column]).toArray());
    }
    return medians;
  }

  /**
   * What a run takes, in milliseconds.
   *
   * @param cpuMs processor time of the calling thread, which other programs do not lengthen
   * @param wallMs by the clock; much longer on an idle machine where work went to other threads
   */
  record Times(double cpuMs, double wallMs) {}

  /** Runs for so long, at least once; medians. */
  static Times timesOf(Runnable work, Duration length) {
    List<Double> cpu = new ArrayList<>();
    List<Double> wall = new ArrayList<>();
    long begin = System.nanoTime();
    long end = begin;
    while (wall.isEmpty() || end - begin < length.toNanos()) {
      long start = end;
      long startCpu = THREADS.getCurrentThreadCpuTime();
      work.run();
      cpu.add((THREADS.getCurrentThreadCpuTime() - startCpu) / 1e6);
      end = System.nanoTime();
      wall.add((end - start) / 1e6);
    }
    return new Times(median(cpu), median(wall));
  }

  private static double median(List<Double> values) {
    return median(values.stream().mapToDouble(value -> value).toArray());
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
