package dev.p2c2g.benchmarks.brokers;

import dev.p2c2g.config.LogLevel;
import dev.p2c2g.config.LogSetup;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The process of one worker. Arguments: the contender's name and its broker's port. */
public final class Worker {
  private Worker() {}

  public static void main(String[] args) throws Exception {
    LogSetup.apply(LogLevel.WARN, Optional.empty());
    Contenders.named(args[0]).startWorker(Integer.parseInt(args[1]));
    System.out.println("ready");
    new CountDownLatch(1).await();
  }
}
