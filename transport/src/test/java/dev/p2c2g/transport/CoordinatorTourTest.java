package dev.p2c2g.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoordinatorTourTest {
  private static final CoordinatorUrls THREE = CoordinatorUrls.parse("ws://a, ws://b ,wss://c:1");

  private final List<String> tried = new ArrayList<>();

  private String refuses(URI url) throws ConnectFailedException {
    tried.add(url.getHost());
    throw new ConnectFailedException(url.getHost() + " is away", new IOException());
  }

  @Test
  void readsListsAndShowsThemAgain() {
    assertThat(THREE.toString()).isEqualTo("ws://a,ws://b,wss://c:1");
    assertThatThrownBy(() -> CoordinatorUrls.parse("ws://a,,ws://b"))
        .hasMessageContaining("is not a URL such as ws://");
    assertThatThrownBy(() -> CoordinatorUrls.parse("ws://a,".repeat(16) + "ws://a"))
        .hasMessage("names 17 coordinators; 1 to 16 are possible");
  }

  @Test
  void triesEachOnceAndBeginsAnywhere() {
    var firsts = new HashSet<String>();
    for (var seed = 0; seed < 50; seed++) {
      tried.clear();
      var tour = new CoordinatorTour(THREE, new Random(seed));
      assertThatThrownBy(() -> tour.firstOf(this::refuses))
          .isInstanceOf(ConnectFailedException.class);
      assertThat(tried).containsExactlyInAnyOrder("a", "b", "c");
      firsts.add(tried.getFirst());
    }
    assertThat(firsts).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void staysWhereSomebodyAnsweredUntilItIsToMoveOn() throws Exception {
    var tour = new CoordinatorTour(THREE, new Random(1));
    var first = tour.firstOf(URI::getHost);
    assertThat(tour.firstOf(URI::getHost)).isEqualTo(first);
    tour.moveOn();
    assertThat(tour.firstOf(URI::getHost)).isNotEqualTo(first);
  }
}
