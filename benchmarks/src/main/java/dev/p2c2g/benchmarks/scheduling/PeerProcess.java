package dev.p2c2g.benchmarks.scheduling;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** An {@link UpscalePeer}, seen from outside. */
final class PeerProcess implements AutoCloseable {
  private static final int SECONDS_TO_START = 180;

  private final String name;
  private final Journal journal;
  private final Consumer<PeerProcess> onTask;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final Child child;

  /**
   * Starts one; does not wait for it.
   *
   * @param onTask called for every task that it gets, on the thread that hears of it
   */
  PeerProcess(String url, String name, int lanes, Journal journal, Consumer<PeerProcess> onTask)
      throws IOException {
    this.name = name;
    this.journal = journal;
    this.onTask = onTask;
    child =
        Child.start(
            this::hear,
            List.of(),
            UpscalePeer.class.getName(),
            List.of(url, name, Integer.toString(lanes)));
  }

  /** Waits until it is warm and registered. */
  void awaitReady() throws Exception {
    ready.get(SECONDS_TO_START, TimeUnit.SECONDS);
  }

  String name() {
    return name;
  }

  /**
   * Sends a signal.
   *
   * @return when
   */
  long send(Signal signal) {
    return signal.send(child.pid());
  }

  /** When a killed one was gone, its sockets closed. */
  long awaitEndNanos() throws Exception {
    return child.endNanos().get(SECONDS_TO_START, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    child.close();
  }

  private void hear(String line) {
    if (line.equals(UpscalePeer.READY)) {
      ready.complete(null);
      return;
    }
    var words = line.split(" ", -1);
    var got = words[0].equals(UpscalePeer.GOT);
    if (got || words[0].equals(UpscalePeer.SENT)) {
      if (got) {
        onTask.accept(this);
      }
      journal.add(
          new Journal.Entry(
              name, words[3], !got, Integer.parseInt(words[2]), Long.parseLong(words[1])));
    }
  }
}
