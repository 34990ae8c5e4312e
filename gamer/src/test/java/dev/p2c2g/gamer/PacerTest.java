package dev.p2c2g.gamer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.gamer.Pacer.Step;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Frames every 30 ms, a deadline of 90 ms; all times in milliseconds. */
class PacerTest {
  private static final long MS = 1_000_000;
  private static final LocalCause REFUSED = LocalCause.refused("queue_full");

  private final FakeClock clock = new FakeClock();
  private final Pacer pacer = new Pacer(clock, 90 * MS, 30 * MS);

  @Test
  void waitsWithoutEndWhenNoFrameIsOpen() {
    assertThat(pacer.next()).isEqualTo(new Step.Wait(Long.MAX_VALUE));
    assertThat(pacer.isIdle()).isTrue();
  }

  @Test
  void showsAResultAsSoonAsItIsHere() {
    capture(0, 0);
    arrive(0, 20);
    assertThat(pacer.next()).isEqualTo(upscaled(0));
    assertThat(pacer.isIdle()).isTrue();
  }

  @Test
  void waitsForTheOldestFrameUntilItIsDueThenUpscalesItLocally() {
    capture(0, 0);
    clock.atMs(50);
    assertThat(pacer.next()).isEqualTo(new Step.Wait(40 * MS));
    clock.atMs(89.999);
    assertThat(pacer.next()).isEqualTo(new Step.Wait(1_000));
    clock.atMs(90);
    assertThat(pacer.next()).isEqualTo(local(0, LocalCause.LATE));
  }

  @Test
  void showsFramesInCaptureOrderWhateverOrderTheyArriveIn() {
    capture(0, 0);
    capture(1, 30);
    arrive(1, 40);
    assertThat(pacer.next()).isInstanceOf(Step.Wait.class);
    arrive(0, 50);
    assertThat(pacer.next()).isEqualTo(upscaled(0));
    assertThat(pacer.next()).isEqualTo(upscaled(1));
  }

  @Test
  void waitsOneFrameIntervalMoreOnceANewerResultIsHere() {
    capture(0, 0);
    capture(1, 30);
    arrive(1, 45);
    assertThat(pacer.next()).isEqualTo(new Step.Wait(30 * MS));
    clock.atMs(75);
    assertThat(pacer.next()).isEqualTo(local(0, LocalCause.LATE));
    assertThat(pacer.next()).isEqualTo(upscaled(1));
  }

  @Test
  void aNewerResultNeverExtendsTheDeadline() {
    capture(0, 0);
    capture(1, 30);
    arrive(1, 80);
    assertThat(pacer.next()).isEqualTo(new Step.Wait(10 * MS));
  }

  @Test
  void theFirstOfSeveralNewerResultsCounts() {
    capture(0, 0);
    capture(1, 10);
    capture(2, 20);
    arrive(2, 30);
    arrive(1, 40);
    assertThat(pacer.next()).isEqualTo(new Step.Wait(20 * MS));
  }

  @Test
  void aNewerFrameWithoutAResultDoesNotHurryTheOldest() {
    capture(0, 0);
    capture(1, 30);
    clock.atMs(31);
    assertThat(pacer.local(1, REFUSED)).isTrue();
    assertThat(pacer.next()).isEqualTo(new Step.Wait(59 * MS));
  }

  @Test
  void aRefusedOrFailedTaskIsUpscaledLocallyAtOnce() {
    capture(0, 0);
    clock.atMs(3);
    assertThat(pacer.local(0, REFUSED)).isTrue();
    assertThat(pacer.next()).isEqualTo(local(0, REFUSED));
  }

  @Test
  void aResultThatCannotBeReadIsReplacedLocally() {
    capture(0, 0);
    arrive(0, 20);
    assertThat(pacer.local(0, LocalCause.UNREADABLE)).isTrue();
    assertThat(pacer.next()).isEqualTo(local(0, LocalCause.UNREADABLE));
  }

  @Test
  void aResultAfterItsFrameWasShownIsLate() {
    capture(0, 0);
    clock.atMs(90);
    assertThat(pacer.next()).isEqualTo(local(0, LocalCause.LATE));
    assertThat(pacer.arrived(0, FakeClock.nanos(91))).isFalse();
    assertThat(pacer.local(0, REFUSED)).isFalse();
  }

  @Test
  void aResultThatIsHereWhenItsTurnComesIsUsedThoughItIsPastDue() {
    capture(0, 0);
    arrive(0, 95);
    assertThat(pacer.next()).isEqualTo(upscaled(0));
  }

  @Test
  void showsSeveralFramesInQuickSuccessionAfterAWait() {
    capture(0, 0);
    capture(1, 30);
    capture(2, 60);
    arrive(1, 50);
    arrive(2, 70);
    arrive(0, 79);
    assertThat(pacer.next()).isEqualTo(upscaled(0));
    clock.atMs(90);
    assertThat(pacer.next()).isEqualTo(upscaled(1));
    clock.atMs(100);
    assertThat(pacer.next()).isEqualTo(upscaled(2));
  }

  @Test
  void showsTheNewestAndSkipsTheOthersWhenTheDisplayFallsBehind() {
    for (int i = 0; i < 4; i++) {
      capture(i, 30 * i);
      arrive(i, 30 * i + 5);
    }
    clock.atMs(5 + 60);
    assertThat(pacer.next()).isEqualTo(upscaled(0));
    clock.atMs(35 + 61);
    assertThat(pacer.next()).isEqualTo(new Step.Show(3, Optional.empty(), List.of(1L, 2L)));
    assertThat(pacer.isIdle()).isTrue();
  }

  @Test
  void doesNotSkipPastAFrameThatIsStillWaitedFor() {
    capture(0, 0);
    capture(1, 30);
    capture(2, 60);
    arrive(0, 10);
    arrive(2, 70);
    clock.atMs(80);
    assertThat(pacer.next()).isEqualTo(upscaled(0));
    assertThat(pacer.next()).isEqualTo(new Step.Wait(20 * MS));
  }

  @Test
  void skipsFramesWhoseTimeIsUpTooWhenTheDisplayFallsBehind() {
    capture(0, 0);
    capture(1, 30);
    capture(2, 60);
    clock.atMs(90 + 61);
    assertThat(pacer.next())
        .isEqualTo(new Step.Show(2, Optional.of(LocalCause.LATE), List.of(0L, 1L)));
  }

  @Test
  void anOldFrameThatIsTheOnlyOneIsShownHoweverLate() {
    capture(0, 0);
    arrive(0, 20);
    clock.atMs(500);
    assertThat(pacer.next()).isEqualTo(upscaled(0));
  }

  private void capture(long index, double atMs) {
    clock.atMs(atMs);
    pacer.captured(index, FakeClock.nanos(atMs));
  }

  private void arrive(long index, double atMs) {
    clock.atMs(atMs);
    assertThat(pacer.arrived(index, FakeClock.nanos(atMs))).isTrue();
  }

  private static Step upscaled(long index) {
    return new Step.Show(index, Optional.empty(), List.of());
  }

  private static Step local(long index, LocalCause cause) {
    return new Step.Show(index, Optional.of(cause), List.of());
  }
}
