package dev.p2c2g.benchmarks;

/** Entry point of {@code ./p2c2g bench NAME}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    var name = args.length == 1 ? args[0] : "";
    switch (name) {
      case "relay" -> RelayBenchmark.run();
      default -> {
        System.err.println("usage: ./p2c2g bench relay");
        System.exit(2);
      }
    }
    System.exit(0);
  }
}
