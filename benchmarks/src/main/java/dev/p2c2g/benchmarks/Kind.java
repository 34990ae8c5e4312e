package dev.p2c2g.benchmarks;

/** One of the ways compared, and what was measured of it. */
record Kind(String name, Exchange exchange, Samples samples) {
  void repeat(int times) throws Exception {
    for (var i = 0; i < times; i++) {
      exchange.run();
    }
  }

  void measure(int times) throws Exception {
    for (var i = 0; i < times; i++) {
      var startNanos = System.nanoTime();
      exchange.run();
      samples.add(System.nanoTime() - startNanos);
    }
  }
}
