package dev.p2c2g.coordinator;

import dev.p2c2g.store.Claim;
import dev.p2c2g.store.Ending;
import dev.p2c2g.store.MemoryTaskStore;
import dev.p2c2g.store.StoredTask;
import dev.p2c2g.store.WorkQueue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Keeps tasks in this process. Owned by the scheduler thread. */
final class LocalDesk implements StoreDesk {
  /** There is one member, whatever its name. */
  private static final String MEMBER = "this";

  private final MemoryTaskStore store;

  LocalDesk(MemoryTaskStore store) {
    this.store = store;
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  public ClusterView exchange(MemberSheet mine) {
    return new ClusterView(
        true, Optional.of(store.counts()), List.of(new ClusterView.Row(MEMBER, true, 0, mine)));
  }

  @Override
  public void submit(StoredTask task, Consumer<Verdict> then) {
    then.accept(store.submit(List.of(task)).isEmpty() ? Verdict.TAKEN : Verdict.FULL);
  }

  @Override
  public void claim(Predicate<WorkQueue> able, int most, Consumer<Optional<List<Claim>>> then) {
    then.accept(Optional.of(store.claim(MEMBER, able, most)));
  }

  @Override
  public void finish(Ending ending, Consumer<Boolean> then) {
    then.accept(!store.finish(List.of(ending)).isEmpty());
  }

  @Override
  public void giveBack(Set<String> except, Consumer<Boolean> then) {
    store.giveBack(MEMBER, except);
    then.accept(true);
  }

  @Override
  public void find(String taskId, Consumer<Answer> then) {
    then.accept(store.find(taskId).<Answer>map(Answer.Known::new).orElseGet(Answer.Unknown::new));
  }
}
