package dev.p2c2g.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemoryTaskStoreTest extends TaskStoreContract {
  @Override
  protected TaskStore open(StoreSettings.Room room) throws StoreException {
    return StoreProvider.of("memory")
        .open(
            new StoreSettings(
                "", Optional.empty(), Optional.empty(), "test", true, room, Duration.ofSeconds(1)));
  }

  @Override
  protected TaskStore another(TaskStore opened) {
    return opened;
  }

  @Test
  void dropsTheOldestOutcomeWhereTheyAreTooMany() {
    var tight = new StoreSettings.Room(10, 1_000, Duration.ofHours(1), 2, 9);
    try (var store = new MemoryTaskStore(tight, () -> 0)) {
      store.submit(List.of(task("a", 5), task("b", 5), task("c", 5), task("d", 5)));
      store.finish(List.of(ending("a", "1234"), ending("b", "1234"), ending("c", "1234")));
      assertThat(store.find("a")).isEmpty();
      assertThat(store.find("b")).isPresent();
      store.finish(List.of(ending("d", "123456789")));
      assertThat(store.find("c")).as("bytes, not only numbers").isEmpty();
      assertThat(store.find("d")).isPresent();
    }
  }

  @Test
  void namesTheStoresThereAreWhereOneIsAskedForThatIsNot() {
    assertThatThrownBy(() -> StoreProvider.of("mongo"))
        .hasMessage("'mongo' is not in this build; there are memory");
  }

  @Test
  void queuesHaveTheSameNameInEveryProcess() {
    var queue = new WorkQueue("ai", Set.of("b", "a"));
    assertThat(queue.name()).isEqualTo("ai|a|b");
    assertThat(WorkQueue.ofName("ai|a|b")).isEqualTo(queue);
    assertThat(WorkQueue.ofName("ai")).isEqualTo(new WorkQueue("ai", Set.of()));
  }
}
