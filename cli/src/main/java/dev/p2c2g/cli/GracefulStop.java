package dev.p2c2g.cli;

/**
 * Turns SIGTERM and Ctrl-C into an orderly stop with exit status 0. While it is open, a signal runs
 * the stop and ends the process; once closed, signals do what they always do.
 */
final class GracefulStop implements AutoCloseable {
  private final Thread hook;

  GracefulStop(Runnable stop) {
    hook =
        Thread.ofPlatform()
            .name("p2c2g-stop")
            .unstarted(() -> {
              stop.run();
              // a JVM ended by a signal would report 128 + the signal's number, as if the stop had
              // gone wrong
              Runtime.getRuntime().halt(0);
            });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      awaitHalt(); // the stop is under way, and will end the process
    }
  }

  private static void awaitHalt() {
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
