package dev.p2c2g.benchmarks.brokers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** All contenders in turns, so that a noisy minute is noisy for all of them. */
final class Rounds {
  /** Requests open at once where the rate is measured. */
  static final int OUTSTANDING = 32;

  static final int COUNT = 7;
  static final List<Load> LOADS = List.of(Load.SMALL, Load.FRAME);

  /** A JIT needs longer than a broker that was compiled before: every contender gets the same. */
  private static final Duration WARM_UP = Duration.ofSeconds(1);

  private static final int WARM_UP_TURNS = 3;
  private static final Duration BLOCK = Duration.ofMillis(900);

  private final List<Running> contenders;

  Rounds(List<Running> contenders) {
    this.contenders = contenders;
  }

  void warmUp() throws Exception {
    for (var turn = 1; turn <= WARM_UP_TURNS; turn++) {
      System.out.println("warming up: turn " + turn + " of " + WARM_UP_TURNS);
      for (var running : contenders) {
        warmUp(running);
      }
    }
  }

  private static void warmUp(Running running) throws Exception {
    for (var load : LOADS) {
      var measurement = new Measurement(running.client(), load);
      var _ = measurement.manyAtOnce(OUTSTANDING, WARM_UP);
      var _ = measurement.oneByOne(WARM_UP);
    }
  }

  /** Medians over the rounds, by contender in the order given. */
  Map<String, Figures> measure(Load load) throws Exception {
    var measured = new LinkedHashMap<String, List<Figures>>();
    var order = new ArrayList<>(contenders);
    for (var round = 0; round < COUNT; round++) {
      for (var running : order) {
        var figures = once(new Measurement(running.client(), load));
        measured.computeIfAbsent(running.contender().name(), _ -> new ArrayList<>()).add(figures);
      }
      // nobody always follows the same neighbour's garbage
      Collections.rotate(order, 1);
    }
    var medians = new LinkedHashMap<String, Figures>();
    measured.forEach((name, rounds) -> medians.put(name, median(rounds)));
    return medians;
  }

  private static Figures once(Measurement measurement) throws Exception {
    var latency = measurement.oneByOne(BLOCK);
    var rate = measurement.manyAtOnce(OUTSTANDING, BLOCK);
    return new Figures(latency.micros(0.5), latency.micros(0.99), rate);
  }

  private static Figures median(List<Figures> rounds) {
    return new Figures(
        median(rounds, Figures::p50Us),
        median(rounds, Figures::p99Us),
        median(rounds, Figures::tasksPerSecond));
  }

  private static double median(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
    return rounds.stream().mapToDouble(figure).sorted().toArray()[rounds.size() / 2];
  }
}
