package dev.p2c2g.peer;

import dev.p2c2g.peer.spi.TaskExecutor;
import dev.p2c2g.peer.spi.TaskInput;
import dev.p2c2g.peer.spi.TaskOutput;
import dev.p2c2g.protocol.Json;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/** Work that lasts until the test opens its gate, {@code params.gate}. */
public final class GateExecutor implements TaskExecutor {
  private static final Map<String, Gate> GATES = new ConcurrentHashMap<>();

  /** What the test sees and does of the tasks with one name. */
  static final class Gate {
    final Semaphore started = new Semaphore(0);
    final Semaphore cancelled = new Semaphore(0);
    private final CountDownLatch opened = new CountDownLatch(1);

    void open() {
      opened.countDown();
    }

    void awaitStarted(int tasks) throws InterruptedException {
      require(started, tasks, "started");
    }

    void awaitCancelled(int tasks) throws InterruptedException {
      require(cancelled, tasks, "were cancelled");
    }

    private static void require(Semaphore event, int tasks, String what)
        throws InterruptedException {
      if (!event.tryAcquire(tasks, 10, TimeUnit.SECONDS)) {
        throw new AssertionError(event.availablePermits() + " of " + tasks + " tasks " + what);
      }
    }
  }

  static Gate gate(String name) {
    return GATES.computeIfAbsent(name, _ -> new Gate());
  }

  static ObjectNode params(String gate) {
    return Json.object().put("gate", gate);
  }

  @Override
  public String taskType() {
    return "gate";
  }

  @Override
  public TaskOutput execute(TaskInput input) {
    var gate = gate(input.params().path("gate").stringValue());
    gate.started.release();
    try {
      while (!gate.opened.await(1, TimeUnit.MILLISECONDS)) {
        if (input.isCancelled()) {
          gate.cancelled.release();
          throw new CancellationException();
        }
      }
    } catch (InterruptedException e) {
      gate.cancelled.release();
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
    return new TaskOutput(input.data(), "gate");
  }
}
