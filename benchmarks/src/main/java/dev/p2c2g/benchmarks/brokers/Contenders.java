package dev.p2c2g.benchmarks.brokers;

import java.util.List;
import java.util.NoSuchElementException;

/** All systems compared, ours last. */
final class Contenders {
  static final Contender OURS = new Ours();
  static final List<Contender> ALL = List.of(new Gearman(), new Nats(), new RabbitMq(), OURS);

  private Contenders() {}

  static Contender named(String name) {
    return ALL.stream()
        .filter(contender -> contender.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(name));
  }
}
