package dev.p2c2g.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.p2c2g.gamer.TaskHandle;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SIGSTOP to one of four peers: its connection stays, and it says nothing any more. */
@Timeout(120)
class StoppedPeerTest {
  private static final int ROUNDS = 3;
  private static final int FRAMES_AFTER = 15;
  private static final long FRAME_MS = 33;

  @Test
  void itsFramesAreDoneByOthersWhileItSaysNothing() throws Exception {
    try (var crowd = new FramePeers()) {
      var submitted = 0;
      for (var round = 0; round < ROUNDS; round++) {
        submitted += stopOne(crowd);
      }
      // late answers of the one that was stopped are nobody's second result
      assertThat(crowd.coordinator().getSystemStats().completedTasks()).isEqualTo(submitted);
      assertThat(crowd.coordinator().getSystemStats().failedTasks()).isZero();
      assertThat(crowd.activePeers()).isEqualTo(FramePeers.PEERS);
    }
  }

  /** How many frames were submitted. */
  private static int stopOne(FramePeers crowd) throws Exception {
    var frames = new ArrayList<TaskHandle>();
    var victim = crowd.submitUntilOneIsHeld(frames);
    victim.freeze();
    for (var i = 0; i < FRAMES_AFTER; i++) {
      frames.add(crowd.submit());
      Thread.sleep(FRAME_MS);
    }
    for (var frame : frames) {
      assertThat(FramePeers.attemptsUntilDone(frame)).isPositive();
    }
    victim.thaw();
    return frames.size() + worksAgain(crowd, victim);
  }

  /** Submits until the peer has a frame again; how many frames that took. */
  private static int worksAgain(FramePeers crowd, Program peer) {
    var frames = new ArrayList<TaskHandle>();
    await()
        .atMost(60, SECONDS)
        .until(() -> {
          var some = new ArrayList<TaskHandle>();
          var holder = crowd.submitUntilOneIsHeld(some);
          frames.addAll(some);
          for (var frame : some) {
            assertThat(FramePeers.attemptsUntilDone(frame)).isPositive();
          }
          return holder == peer;
        });
    return frames.size();
  }
}
