package dev.p2c2g.benchmarks.brokers;

import dev.p2c2g.benchmarks.Samples;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Asks one client for some time, one request after another or many at once. */
final class Measurement {
  private static final int ANSWER_SECONDS = 20;
  private static final int MOST_SAMPLES = 1 << 18;

  private final Client client;
  private final Load load;
  private final byte[] request;

  Measurement(Client client, Load load) {
    this.client = client;
    this.load = load;
    this.request = load.request();
  }

  Samples oneByOne(Duration time) throws Exception {
    var samples = new Samples(MOST_SAMPLES);
    var until = System.nanoTime() + time.toNanos();
    for (var start = System.nanoTime();
        start < until && samples.count() < MOST_SAMPLES;
        start = System.nanoTime()) {
      check(client.request(load, request).get(ANSWER_SECONDS, TimeUnit.SECONDS));
      samples.add(System.nanoTime() - start);
    }
    return samples;
  }

  /**
   * Keeps so many requests open all the time.
   *
   * @return results a second
   */
  double manyAtOnce(int outstanding, Duration time) throws Exception {
    var room = new Semaphore(outstanding);
    var trouble = new AtomicReference<Throwable>();
    var start = System.nanoTime();
    var sent = 0;
    while (System.nanoTime() - start < time.toNanos()) {
      acquire(room, 1);
      var _ =
          client
              .request(load, request)
              .thenAccept(this::check)
              .whenComplete((_, error) -> {
                if (error != null) {
                  trouble.set(error);
                }
                room.release();
              });
      sent++;
    }
    acquire(room, outstanding);
    if (trouble.get() != null) {
      throw new IllegalStateException(trouble.get());
    }
    return sent * 1e9 / (System.nanoTime() - start);
  }

  private static void acquire(Semaphore room, int permits) throws InterruptedException {
    if (!room.tryAcquire(permits, ANSWER_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("no answer within " + ANSWER_SECONDS + " s");
    }
  }

  private void check(int resultBytes) {
    if (resultBytes != load.resultBytes()) {
      throw new IllegalStateException(
          "a result of " + resultBytes + " bytes, not " + load.resultBytes());
    }
  }
}
