package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class BandedUpscalerTest {
  private static final int WIDTH = 90;
  private static final int HEIGHT = 611;

  @BeforeAll
  static void tune() {
    TunedLoops.choose();
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 2", "3, 2", "7, 2", "3, 1.5", "3, 3.3"})
  void bandsOverAnyNumberOfLanesAreTheWhole(int lanes, double ratio) {
    Plane in = TestPictures.noise(WIDTH, HEIGHT, 3);
    int width = (int) (WIDTH * ratio);
    int height = (int) (HEIGHT * ratio);
    Mapping mapping = Mapping.whole(WIDTH, HEIGHT, width, height);
    for (Upscaler upscaler : Upscalers.all()) {
      Plane whole = Plane.allocate(width, height);
      Plane banded = Plane.allocate(width, height);
      upscaler.upscale(in, mapping, whole);
      try (LaneShare.Work work = new LaneShare(lanes).enter()) {
        assertThat(work.lanes(9_999)).isEqualTo(lanes);
        work.sharing(upscaler).upscale(in, mapping, banded);
        assertThat(work.lanes(9_999)).isEqualTo(lanes);
      }
      assertThat(banded.samples()).as(upscaler.name()).isEqualTo(whole.samples());
    }
  }

  @Test
  void idleLanesHelp() {
    try (LaneShare.Work work = new LaneShare(3).enter()) {
      Set<Thread> threads = ConcurrentHashMap.newKeySet();
      CountDownLatch together = new CountDownLatch(3);
      upscale(work.sharing(recording(threads, together)));
      assertThat(threads).hasSize(3).contains(Thread.currentThread());
      assertThat(work.helpedNanos()).isPositive();
    }
  }

  @Test
  void lanesThatHaveFramesOfTheirOwnDoNotHelp() {
    LaneShare lanes = new LaneShare(2);
    try (LaneShare.Work other = lanes.enter();
        LaneShare.Work work = lanes.enter()) {
      assertThat(other.lanes(9_999)).isEqualTo(1);
      Set<Thread> threads = ConcurrentHashMap.newKeySet();
      upscale(work.sharing(recording(threads, new CountDownLatch(1))));
      assertThat(threads).containsOnly(Thread.currentThread());
    }
    try (LaneShare.Work work = lanes.enter()) {
      assertThat(work.lanes(9_999)).isEqualTo(2);
      assertThat(work.lanes(200)).isEqualTo(1);
    }
  }

  @Test
  void cancelledFrameEndsOnAllLanesBeforeItsCallerGoesOn() {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger asked = new AtomicInteger();
    LaneShare lanes = new LaneShare(4);
    try (LaneShare.Work work = lanes.enter()) {
      Upscaler shared = work.sharing(counting(inside));
      Plane in = TestPictures.noise(WIDTH, HEIGHT, 3);
      Plane out = Plane.allocate(2 * WIDTH, 2 * HEIGHT);
      Mapping mapping = Mapping.whole(WIDTH, HEIGHT, 2 * WIDTH, 2 * HEIGHT);
      assertThatThrownBy(() ->
              shared.upscale(
                  in,
                  mapping,
                  out,
                  () -> {
                    if (asked.incrementAndGet() > 3) {
                      throw new CancellationException("enough");
                    }
                  }))
          .isInstanceOf(CancellationException.class)
          .hasMessage("enough");
      assertThat(inside).hasValue(0);
      assertThat(work.lanes(9_999)).isEqualTo(4);
    }
  }

  @Test
  void errorOfAHelperIsTheCallers() {
    Thread caller = Thread.currentThread();
    CountDownLatch helperCame = new CountDownLatch(1);
    try (LaneShare.Work work = new LaneShare(2).enter()) {
      Upscaler failing =
          new Named((in, mapping, out, beforeRows) -> {
            if (Thread.currentThread().equals(caller)) {
              await(helperCame);
              return;
            }
            helperCame.countDown();
            throw new OutOfMemoryError("of a helper");
          });
      assertThatThrownBy(() -> upscale(work.sharing(failing)))
          .isInstanceOf(OutOfMemoryError.class)
          .hasMessage("of a helper");
    }
  }

  private static void upscale(Upscaler upscaler) {
    Plane in = TestPictures.noise(WIDTH, HEIGHT, 3);
    Plane out = Plane.allocate(2 * WIDTH, 2 * HEIGHT);
    upscaler.upscale(in, Mapping.whole(WIDTH, HEIGHT, 2 * WIDTH, 2 * HEIGHT), out);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Work {
    void run(Plane in, Mapping mapping, Plane out, Runnable beforeRows);
  }

  private record Named(Work work) implements Upscaler {
    @Override
    public String name() {
      return "test";
    }

    @Override
    public void upscale(Plane in, Mapping mapping, Plane out, Runnable beforeRows) {
      work.run(in, mapping, out, beforeRows);
    }
  }

  /** Notes who works; each one's first band waits until all have one. */
  private static Upscaler recording(Set<Thread> threads, CountDownLatch together) {
    return new Named((in, mapping, out, beforeRows) -> {
      if (threads.add(Thread.currentThread())) {
        together.countDown();
        await(together);
      }
    });
  }

  private static Upscaler counting(AtomicInteger inside) {
    return new Named((in, mapping, out, beforeRows) -> {
      inside.incrementAndGet();
      try {
        for (int y = 0; y < out.height(); y += Upscaler.ROWS_BETWEEN_CHECKS) {
          beforeRows.run();
        }
      } finally {
        inside.decrementAndGet();
      }
    });
  }
}
