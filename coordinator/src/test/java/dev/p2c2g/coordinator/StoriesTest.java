package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.scheduler.Kind;
import dev.p2c2g.scheduler.TaskSpec;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoriesTest {
  @Test
  void forgetsTheOldest() {
    var stories = new Stories(2);
    stories.begin(task("a"), 1);
    stories.begin(task("b"), 2);
    stories.begin(task("c"), 3);
    stories.add("a", new StoryEvent.Accepted(4, OptionalLong.empty()));
    assertThat(stories.find("a")).isEmpty();
    assertThat(stories.last(9))
        .extracting(story -> story.task().taskId())
        .containsExactly("c", "b");
    assertThat(stories.last(1)).hasSize(1);
  }

  @Test
  void keepsNoneWhereNoneAreWanted() {
    var stories = new Stories(0);
    stories.begin(task("a"), 1);
    assertThat(stories.last(9)).isEmpty();
  }

  @Test
  void aStoryWithoutEndKeepsItsBeginningAndWhatCameLast() {
    var stories = new Stories(1);
    stories.begin(task("a"), 0);
    for (var i = 0; i < 10 * Story.MOST_EVENTS; i++) {
      stories.add("a", new StoryEvent.Ignored(i, 0, "peer_a"));
    }
    var events = stories.find("a").orElseThrow().events();
    assertThat(events).hasSize(Story.MOST_EVENTS);
    assertThat(events.getFirst().atNanos()).isZero();
    assertThat(events.getLast().atNanos()).isEqualTo(10 * Story.MOST_EVENTS - 1);
  }

  @Test
  void aCopyStaysAsItWas() {
    var stories = new Stories(1);
    stories.begin(task("a"), 0);
    var before = stories.find("a").orElseThrow();
    stories.add("a", new StoryEvent.Ignored(1, 0, "peer_a"));
    assertThat(before.events()).isEmpty();
  }

  private static TaskSpec task(String id) {
    return new TaskSpec(
        id,
        "gamer",
        new Kind("echo", ""),
        5,
        OptionalLong.empty(),
        1,
        0,
        Set.of(),
        Optional.empty());
  }
}
