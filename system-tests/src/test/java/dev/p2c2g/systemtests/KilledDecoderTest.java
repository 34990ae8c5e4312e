package dev.p2c2g.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.gamer.TaskHandle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a picture does that crashes the native codec: the process ends in which it was decoded. */
@Timeout(120)
class KilledDecoderTest {
  private static final int FRAMES = 40;
  private static final long FRAME_MS = 33;

  @Test
  void peersLiveOnAndNoFrameIsLostWhenTheirDecodersDie() throws Exception {
    try (var crowd = new FramePeers()) {
      var frames = new ArrayList<TaskHandle>();
      var victim = crowd.programs().iterator().next();
      var killed = 0L;
      for (var i = 0; i < FRAMES; i++) {
        frames.add(crowd.submit());
        if (i == FRAMES / 4) {
          killed = decoders(victim).stream().filter(ProcessHandle::destroyForcibly).count();
        }
        Thread.sleep(FRAME_MS);
      }
      for (var frame : frames) {
        FramePeers.attemptsUntilDone(frame);
      }
      assertThat(killed).isPositive();
      assertThat(crowd.activePeers()).isEqualTo(FramePeers.PEERS);
      assertThat(crowd.programs()).allMatch(Program::isAlive);
      assertThat(crowd.coordinator().getSystemStats().failedTasks()).isZero();
    }
  }

  /** A peer has no other children. */
  private static List<ProcessHandle> decoders(Program peer) {
    return ProcessHandle.of(peer.pid()).stream().flatMap(ProcessHandle::children).toList();
  }
}
