package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.p2c2g.protocol.ErrorMessage;
import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.scheduler.PeerProfile;
import dev.p2c2g.scheduler.SchedulerCore;
import dev.p2c2g.scheduler.SchedulerLimits;
import dev.p2c2g.scheduler.SchedulingPolicy;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulerLoopTest {
  private static final long HEARTBEATS_GONE_NANOS = 400_000_000;
  private static final PeerProfile ECHO = new PeerProfile(1, Set.of("echo"), Set.of(), 1, false);

  private final Metrics metrics = new Metrics();
  private final SchedulerLoop loop =
      new SchedulerLoop(
          new Dispatcher(
              new SchedulerCore(
                  new SchedulerLimits(
                      10,
                      10,
                      4,
                      TimeUnit.SECONDS.toNanos(60),
                      HEARTBEATS_GONE_NANOS,
                      TaskRules.KNOWN_TYPES,
                      SchedulingPolicy.DEFAULT)),
              Given.config(),
              metrics,
              System::nanoTime,
              Given.nobodyLooks(),
              Given.desk()),
          new ChannelInboundHandlerAdapter());
  private final RemotePeer peer = new RemotePeer();

  @AfterEach
  void close() {
    loop.close();
    metrics.close();
  }

  @Test
  void evictsASilentPeer() throws InterruptedException {
    join();
    assertThat(peer.expelled.await(8, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void evictsNobodyForAPauseOfItsOwn() {
    join();
    var _ = loop.ask(_ -> standStill());
    // it spoke in time, and nobody read it
    loop.post(d -> d.seen("peer_a", peer, 0));
    assertThat(loop.call(Dispatcher::snapshot).activePeers()).isEqualTo(1);
    assertThat(loop.call(Dispatcher::snapshot).activePeers()).isEqualTo(1);
  }

  @Test
  void deliversWhatADeliveryPostsAfterIt() {
    var order = new ConcurrentLinkedQueue<String>();
    var _ =
        loop.call(_ -> {
          loop.post(_ -> order.add("second"));
          return order.add("first");
        });
    List<String> delivered = loop.call(_ -> List.copyOf(order));
    assertThat(delivered).containsExactly("first", "second");
  }

  @Test
  void failsQuestionsOnceItHasEnded() {
    loop.close();
    assertThatThrownBy(() -> loop.call(Dispatcher::snapshot))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  /** The thread is stopped for longer than peers may be silent. */
  private static boolean standStill() {
    try {
      Thread.sleep(2 * TimeUnit.NANOSECONDS.toMillis(HEARTBEATS_GONE_NANOS));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void join() {
    var _ =
        loop.call(d -> {
          d.join("peer_a", ECHO, peer);
          return d;
        });
  }

  /** A peer elsewhere that says nothing. */
  private static final class RemotePeer implements PeerPort {
    final CountDownLatch expelled = new CountDownLatch(1);

    @Override
    public void registered(String peerId, long heartbeatIntervalMs) {}

    @Override
    public void refused(ErrorMessage why) {}

    @Override
    public void assign(TaskAssign task) {}

    @Override
    public void cancel(String taskId) {}

    @Override
    public void probe() {}

    @Override
    public void drained() {}

    @Override
    public void expelled(short closeCode, String reason) {
      expelled.countDown();
    }

    @Override
    public Optional<String> subject() {
      return Optional.empty();
    }

    @Override
    public boolean isLocal() {
      return false;
    }
  }
}
