package dev.p2c2g.benchmarks.brokers;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Submits foreground jobs over one connection. The server names them in the order they came; that
 * name is all that a result carries.
 */
final class GearmanClient implements Client {
  private final GearmanLink link;
  private final Queue<CompletableFuture<Integer>> unnamed = new ConcurrentLinkedQueue<>();

  /** By the server's name; owned by the reading thread. */
  private final Map<String, CompletableFuture<Integer>> named = new HashMap<>();

  GearmanClient(GearmanLink link) {
    this.link = link;
    Thread.ofPlatform().name("gearman-client").daemon().start(this::read);
  }

  @Override
  public CompletableFuture<Integer> request(Load load, byte[] request) throws IOException {
    var answer = new CompletableFuture<Integer>();
    unnamed.add(answer);
    link.send(GearmanLink.packet(GearmanLink.SUBMIT_JOB, Gearman.FUNCTION + "\0\0", request));
    return answer;
  }

  @Override
  public void close() {
    link.close();
  }

  /** Ends when the connection is closed; what is open then fails. */
  private void read() {
    try {
      while (true) {
        received(link.receive());
      }
    } catch (IOException e) {
      unnamed.forEach(answer -> answer.completeExceptionally(e));
      named.values().forEach(answer -> answer.completeExceptionally(e));
    }
  }

  private void received(GearmanPacket packet) throws IOException {
    var handle = packet.text(0);
    switch (packet.type()) {
      case GearmanLink.JOB_CREATED -> named.put(handle, unnamed.remove());
      case GearmanLink.WORK_COMPLETE -> {
        var answer = named.remove(handle);
        if (answer == null) {
          throw new IOException("a result for " + handle + ", which is not ours");
        }
        answer.complete(packet.dataBytes(packet.end(0) + 1));
      }
      default -> throw new IOException("unexpected packet type " + packet.type());
    }
  }
}
