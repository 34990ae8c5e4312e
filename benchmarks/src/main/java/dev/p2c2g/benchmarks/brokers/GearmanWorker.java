package dev.p2c2g.benchmarks.brokers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A gearman worker: one connection, which by the protocol holds one job at a time. */
final class GearmanWorker {
  private static final byte[] NOTHING = {};
  private static final byte[] GRAB = GearmanLink.packet(GearmanLink.GRAB_JOB, "", NOTHING);
  private static final byte[] SLEEP = GearmanLink.packet(GearmanLink.PRE_SLEEP, "", NOTHING);

  private final GearmanLink link;

  GearmanWorker(GearmanLink link) {
    this.link = link;
  }

  void start() throws IOException {
    link.send(GearmanLink.packet(GearmanLink.CAN_DO, Gearman.FUNCTION, NOTHING));
    link.send(GRAB);
    Thread.ofPlatform().name("gearman-worker").daemon().start(this::serve);
  }

  private void serve() {
    try {
      while (true) {
        answer(link.receive());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(GearmanPacket packet) throws IOException {
    switch (packet.type()) {
      case GearmanLink.NO_JOB -> link.send(SLEEP);
      case GearmanLink.NOOP -> link.send(GRAB);
      case GearmanLink.JOB_ASSIGN -> link.send(completed(packet));
      default -> throw new IOException("unexpected packet type " + packet.type());
    }
  }

  /** The result and the wish for the next job, in one piece. */
  private static byte[] completed(GearmanPacket job) {
    var handle = job.text(0);
    var data = job.end(job.end(0) + 1) + 1;
    var result = Load.result(job.data(data));
    var both = new ByteArrayOutputStream(result.length + 128);
    both.writeBytes(GearmanLink.packet(GearmanLink.WORK_COMPLETE, handle + "\0", result));
    both.writeBytes(GRAB);
    return both.toByteArray();
  }
}
