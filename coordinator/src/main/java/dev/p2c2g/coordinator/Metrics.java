package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.ErrorCode;
import dev.p2c2g.scheduler.Choice;
import dev.p2c2g.scheduler.Command;
import dev.p2c2g.scheduler.SchedulerSnapshot;
import dev.p2c2g.scheduler.SchedulerSnapshot.Failover;
import dev.p2c2g.scheduler.SchedulerSnapshot.PeerRow;
import dev.p2c2g.scheduler.SchedulerSnapshot.PeerState;
import dev.p2c2g.verification.Finding;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What an operator watches; safe for any thread. docs/operations.md lists every name. */
final class Metrics implements AutoCloseable {
  private static final SchedulerSnapshot NOTHING_YET =
      new SchedulerSnapshot(0, 0, 0, 0, 0, 0, 0, 0, SchedulerSnapshot.Failover.NONE, List.of());

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final AtomicInteger connections =
      registry.gauge("p2c2g.connections", new AtomicInteger());
  private final Counter completed = outcome("completed");
  private final Counter retries = registry.counter("p2c2g.retries");
  private final Counter ignored = registry.counter("p2c2g.results.ignored");
  private final Counter malformed = registry.counter("p2c2g.messages.malformed");
  private final Counter heldBack = registry.counter("p2c2g.reads.held.back");
  private final Counter bytesToPeers =
      registry.counter("p2c2g.payload.bytes", "direction", "to_peers");
  private final Counter bytesToGamers =
      registry.counter("p2c2g.payload.bytes", "direction", "to_gamers");
  private final Timer queueTime =
      histogram("p2c2g.task.queue", "Waiting, and attempts that were lost");
  private final Timer peerTime =
      histogram("p2c2g.task.peer", "From the winning assignment to its result");
  private final Timer totalTime = histogram("p2c2g.task.total", "From acceptance to result");
  private final Timer networkTime =
      histogram("p2c2g.task.network", "The part of the peer's time in which it did not compute");
  private volatile SchedulerSnapshot snapshot = NOTHING_YET;
  private volatile Map<PeerState, Long> peersByState = Map.of();

  Metrics() {
    registry.gauge("p2c2g.peers", this, m -> m.snapshot.activePeers());
    registry.gauge("p2c2g.tasks.pending", this, m -> m.snapshot.pendingTasks());
    registry.gauge("p2c2g.tasks.queued", this, m -> m.snapshot.queuedTasks());
    for (var state : PeerState.values()) {
      Gauge.builder(
              "p2c2g.peers.by.state",
              this,
              m -> m.peersByState.getOrDefault(state, 0L).doubleValue())
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    failover("p2c2g.hedges", Failover::hedges);
    failover("p2c2g.hedges.won", Failover::hedgesWon);
    failover("p2c2g.suspicions", Failover::suspicions);
    failover("p2c2g.stalls", Failover::stalls);
    failover("p2c2g.splits", Failover::splits);
    failover("p2c2g.handed.back", Failover::handedBack);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    gc.bindTo(registry);
  }

  /** The page that Prometheus reads. */
  String page(SchedulerSnapshot now) {
    snapshot = now;
    peersByState =
        now.peers().stream().collect(Collectors.groupingBy(PeerRow::state, Collectors.counting()));
    return registry.scrape();
  }

  /** Open sockets, peers and gamers together. */
  AtomicInteger connections() {
    return connections;
  }

  void assigned(Choice.Why why, int payloadBytes) {
    bytesToPeers.increment(payloadBytes);
    if (why == Choice.Why.RETRY) {
      retries.increment();
    }
  }

  void completed(Command.Complete task, int resultBytes) {
    completed.increment();
    queueTime.record(task.queueNanos(), TimeUnit.NANOSECONDS);
    peerTime.record(task.peerNanos(), TimeUnit.NANOSECONDS);
    totalTime.record(task.totalNanos(), TimeUnit.NANOSECONDS);
    task.networkNanos().ifPresent(nanos -> networkTime.record(nanos, TimeUnit.NANOSECONDS));
    bytesToGamers.increment(resultBytes);
  }

  void failed(String code) {
    outcome(code).increment();
  }

  void refused(ErrorCode code) {
    registry.counter("p2c2g.tasks.refused", "code", code.wireName()).increment();
  }

  /** Somebody was not let in, or not let do something. */
  void turnedAway(String why) {
    registry.counter("p2c2g.turned.away", "why", why).increment();
  }

  /** A result was looked at. */
  void found(Finding finding) {
    var name =
        switch (finding) {
          case Finding.Honest _ -> "honest";
          case Finding.Lie _ -> "lie";
          case Finding.Unclear _ -> "unclear";
        };
    registry.counter("p2c2g.results.checked", "finding", name).increment();
  }

  /** A gamer sent so much that its connection was not read for a while. */
  void heldBack() {
    heldBack.increment();
  }

  void ignoredResult() {
    ignored.increment();
  }

  void malformed() {
    malformed.increment();
  }

  @Override
  public void close() {
    gc.close();
    registry.close();
  }

  private void failover(String name, ToLongFunction<Failover> count) {
    FunctionCounter.builder(name, this, m -> count.applyAsLong(m.snapshot.failover()))
        .register(registry);
  }

  private Counter outcome(String outcome) {
    return registry.counter("p2c2g.tasks", "outcome", outcome);
  }

  private Timer histogram(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(
            millis(1, 2, 5, 10, 20, 33, 50, 75, 100, 150, 250, 500, 1_000, 5_000))
        .register(registry);
  }

  private static Duration[] millis(long... bounds) {
    return Arrays.stream(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }
}
