package dev.p2c2g.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.verification.Reputation.Standing;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReputationTest {
  private static final Finding HONEST = new Finding.Honest();
  private static final Finding LIE = new Finding.Lie(Fault.BLANK, "one colour, level 0");
  private static final int ONE_IN = 16;

  private final Reputation reputation = new Reputation(ONE_IN, new Random(7));

  @Test
  void looksAtEveryResultOfANewcomerUntilTenInARowAreGood() {
    for (int i = 0; i < Reputation.GOOD_IN_A_ROW; i++) {
      assertThat(reputation.standing()).isEqualTo(Standing.NEW);
      assertThat(reputation.isDue()).isTrue();
      reputation.looking();
      reputation.judged(HONEST);
    }
    assertThat(reputation.standing()).isEqualTo(Standing.TRUSTED);
  }

  @Test
  void looksAtOneOfEverySixteenOfATrustedPeerOnAverageAndNeverLetsMoreThanThirtyPass() {
    trust();
    int looked = 0;
    int sinceLast = 0;
    for (int i = 0; i < 16_000; i++) {
      if (reputation.isDue()) {
        reputation.looking();
        looked++;
        sinceLast = 0;
      } else {
        sinceLast++;
      }
      assertThat(sinceLast).isLessThan(2 * ONE_IN - 1);
    }
    assertThat(looked).isBetween(900, 1_100);
  }

  @Test
  void staysDueUntilSomebodyLooks() {
    trust();
    while (!reputation.isDue()) {
      // until its turn
    }
    assertThat(reputation.isDue()).isTrue();
    assertThat(reputation.isDue()).isTrue();
  }

  @Test
  void doubtsAPeerThatLiedAndBansItWhenItLiesAgain() {
    trust();
    assertThat(reputation.judged(LIE)).isEqualTo(Standing.DOUBTED);
    assertThat(reputation.isDue()).isTrue();
    assertThat(reputation.judged(LIE)).isEqualTo(Standing.BANNED);
    assertThat(reputation.report().evidence()).hasSize(2).allMatch(e -> e.contains("level 0"));
  }

  @Test
  void believesADoubtedPeerAgainAfterTenGoodOnes() {
    trust();
    reputation.judged(LIE);
    for (int i = 1; i < Reputation.GOOD_IN_A_ROW; i++) {
      assertThat(reputation.judged(HONEST)).isEqualTo(Standing.DOUBTED);
    }
    assertThat(reputation.judged(HONEST)).isEqualTo(Standing.TRUSTED);
  }

  @Test
  void bansAPeerThatKeepsLyingNowAndThen() {
    for (int lie = 0; lie < 3; lie++) {
      trust();
      reputation.judged(LIE);
    }
    assertThat(reputation.standing()).isEqualTo(Standing.BANNED);
  }

  @Test
  void forgetsADoubtAfterTwoHundredGoodOnes() {
    for (int lie = 0; lie < 20; lie++) {
      for (int i = 0; i < 200; i++) {
        reputation.judged(HONEST);
      }
      assertThat(reputation.judged(LIE)).isEqualTo(Standing.DOUBTED);
    }
  }

  @Test
  void learnsNothingFromWhatIsUnclear() {
    reputation.judged(LIE);
    assertThat(reputation.judged(new Finding.Unclear("the input cannot be read")))
        .isEqualTo(Standing.DOUBTED);
    assertThat(reputation.report().lies()).isOne();
  }

  @Test
  void staysBannedWhateverComesInAfterwardsUntilItIsPardoned() {
    reputation.ban("an admin said so");
    for (int i = 0; i < 50; i++) {
      assertThat(reputation.judged(HONEST)).isEqualTo(Standing.BANNED);
    }
    reputation.pardon();
    assertThat(reputation.standing()).isEqualTo(Standing.NEW);
    assertThat(reputation.judged(LIE)).isEqualTo(Standing.DOUBTED);
  }

  private void trust() {
    for (int i = 0; i < Reputation.GOOD_IN_A_ROW; i++) {
      reputation.judged(HONEST);
    }
  }
}
