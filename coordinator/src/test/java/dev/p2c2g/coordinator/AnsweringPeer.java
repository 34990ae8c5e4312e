package dev.p2c2g.coordinator;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A peer that answers by itself, on a thread of its own. */
final class AnsweringPeer implements AutoCloseable {
  private final RawClient client;
  private final List<String> tasks = new CopyOnWriteArrayList<>();
  private volatile Function<RawClient.Received, String> work;

  /**
   * @param features as JSON: {@code "region"}, or nothing
   * @param work turns a {@code task_assign} into what is sent back
   */
  AnsweringPeer(
      Coordinator coordinator,
      String peerId,
      String features,
      Function<RawClient.Received, String> work)
      throws InterruptedException {
    this.work = work;
    client = RawClient.connect(coordinator);
    client
        .text(
            Given.register(peerId, 1)
                .replace("\"task_types\"", "\"features\":[" + features + "],\"task_types\""))
        .next("peer_registered");
    Thread.ofVirtual().start(this::serve);
  }

  /** The ids under which it was given tasks, in order. */
  List<String> tasks() {
    return tasks;
  }

  void workBy(Function<RawClient.Received, String> other) {
    work = other;
  }

  @Override
  public void close() {
    client.close();
  }

  private void serve() {
    try {
      while (!client.isClosed()) {
        var message = client.next();
        if (message.text("msg_type").equals("task_assign")) {
          tasks.add(message.text("task_id"));
          client.text(work.apply(message));
        }
      }
    } catch (InterruptedException | AssertionError | RuntimeException e) {
      // the test is over
    }
  }
}
