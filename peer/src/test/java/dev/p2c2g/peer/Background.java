package dev.p2c2g.peer;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** Work beside the test's own thread. */
final class Background {
  private Background() {}

  static <T> FutureTask<T> run(Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread.ofPlatform().name("background").daemon().start(task);
    return task;
  }
}
