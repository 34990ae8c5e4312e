package dev.p2c2g.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.p2c2g.gamer.TaskHandle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SIGKILL to one of four peers in the middle of 30 frames a second. */
@Timeout(120)
class KilledPeerTest {
  private static final int FRAMES_BEFORE = 30;
  private static final int FRAMES_AFTER = 30;
  private static final long FRAME_MS = 33;

  @Test
  void noFrameIsLostWithThePeerThatHadIt() throws Exception {
    try (var crowd = new FramePeers()) {
      var frames = new ArrayList<>(stream(crowd, FRAMES_BEFORE));
      var victim = crowd.submitUntilOneIsHeld(frames);
      victim.kill();
      frames.addAll(stream(crowd, FRAMES_AFTER));

      var mostAttempts = 0;
      for (var frame : frames) {
        mostAttempts = Math.max(mostAttempts, FramePeers.attemptsUntilDone(frame));
      }
      assertThat(mostAttempts).as("attempts at the frames it had").isGreaterThan(1);
      await().atMost(20, SECONDS).until(() -> crowd.activePeers() == FramePeers.PEERS - 1);
      assertThat(victim.isAlive()).isFalse();
      assertThat(crowd.coordinator().getSystemStats().completedTasks()).isEqualTo(frames.size());
      assertThat(crowd.coordinator().getSystemStats().failedTasks()).isZero();
    }
  }

  private static List<TaskHandle> stream(FramePeers crowd, int count) throws InterruptedException {
    var frames = new ArrayList<TaskHandle>();
    for (var i = 0; i < count; i++) {
      frames.add(crowd.submit());
      Thread.sleep(FRAME_MS);
    }
    return frames;
  }
}
