package dev.p2c2g.coordinator;

import dev.p2c2g.store.StoreListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Passes on to the scheduler thread what others did to the store. */
record StoreNews(SchedulerLoop loop) implements StoreListener {
  private static final Logger LOG = System.getLogger("store");

  @Override
  public void workArrived() {
    post(d -> d.durables().claimMore());
  }

  @Override
  public void finished(String taskId) {
    post(d -> d.durables().over(taskId));
  }

  /** The next sweep looks for all that. */
  @Override
  public void mayHaveMissed() {
    workArrived();
  }

  private void post(Consumer<Dispatcher> letter) {
    try {
      loop.post(letter);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "the coordinator is closed", e);
    }
  }
}
