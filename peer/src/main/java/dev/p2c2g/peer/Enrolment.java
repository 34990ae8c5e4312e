package dev.p2c2g.peer;

import dev.p2c2g.protocol.Capabilities;
import dev.p2c2g.protocol.PeerPause;
import dev.p2c2g.protocol.PeerRegister;
import dev.p2c2g.protocol.PeerResume;
import dev.p2c2g.protocol.Role;
import dev.p2c2g.security.LocalAccess;
import dev.p2c2g.transport.ConnectFailedException;
import dev.p2c2g.transport.Connector;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A peer's place at its coordinator: the name it has there, the connection, and whether it takes
 * tasks. Safe for any thread.
 */
final class Enrolment implements AutoCloseable {
  private static final Logger LOG = System.getLogger("peer");

  /** Results to send again after a reconnect, for each lane. */
  private static final int KEPT_RESULTS_PER_LANE = 2;

  private final PeerConfig config;
  private final Capabilities capabilities;
  private final List<String> features;
  private final OpenWork work;
  private final PauseGate gate = new PauseGate();
  private final Results results;
  private final Connector connector = new Connector();
  private volatile Optional<PeerConnection> connection = Optional.empty();
  private volatile Optional<String> name;
  private volatile boolean connecting;

  Enrolment(PeerConfig config, Capabilities capabilities, List<String> features, OpenWork work) {
    this.config = config;
    this.capabilities = capabilities;
    this.features = features;
    this.work = work;
    var lanes = config.resources().maxConcurrentTasks();
    var recent = new RecentResults(lanes * KEPT_RESULTS_PER_LANE, System::nanoTime);
    results = new Results(lanes, work, gate, recent, this::latest);
    name = Optional.of(config.peerId()).filter(id -> !id.equals("auto"));
  }

  /** The name in the crowd; empty until a coordinator has given one. */
  Optional<String> name() {
    return name;
  }

  Results results() {
    return results;
  }

  PauseGate gate() {
    return gate;
  }

  /** The last connection that was made, whether it stands or not. */
  Optional<PeerConnection> latest() {
    return connection;
  }

  /** The connection that stands, if one does. */
  Optional<PeerConnection> connection() {
    return connection.filter(PeerConnection::isOpen);
  }

  /** Connects and registers, once; a connection that stands already is given up. */
  synchronized PeerConnection connect(URI url) throws ConnectFailedException, InterruptedException {
    connecting = true;
    try {
      return reconnect(url);
    } finally {
      connecting = false;
    }
  }

  /**
   * The coordinator may have taken this peer in, and given it a task, before this side knows of
   * either.
   */
  void awaitConnecting(long timeoutMs) throws InterruptedException {
    var until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    while (connecting && System.nanoTime() < until) {
      Thread.sleep(1);
    }
  }

  /** Hands back what is open, on the first reason; how many tasks that were. */
  int pause(String source, String reason) {
    return gate.pause(source, reason, () -> handBack(reason));
  }

  void resume(String source) {
    gate.resume(source, this::sayResumed);
  }

  @Override
  public void close() {
    connector.close();
  }

  private PeerConnection reconnect(URI url) throws ConnectFailedException, InterruptedException {
    connection().ifPresent(PeerConnection::close);
    connection
        .flatMap(PeerConnection::end)
        .filter(ConnectionEnd::isTooBig)
        .ifPresent(_ -> results.forget());
    var register =
        new PeerRegister(
            name,
            capabilities,
            config.taskTypes(),
            config.resources().maxConcurrentTasks(),
            features);
    var access =
        LocalAccess.complete(config.access(), url, Role.PEER, LocalAccess.folder(System.getenv()));
    var opened =
        PeerConnection.open(connector, url, access, register, work, gate, this::registered);
    results.sendAgain(opened);
    return opened;
  }

  /** After this switch no result slips away over the old connection. */
  private void registered(PeerConnection opened) {
    gate.between(reasons -> {
      name = Optional.of(opened.peerId());
      connection = Optional.of(opened);
      results.reconnected();
      // a new connection begins unpaused; registering all the same keeps this peer known and alive
      reasons.stream().findFirst().ifPresent(reason -> sayPaused(opened, reason));
    });
  }

  private int handBack(String reason) {
    connection().ifPresent(open -> sayPaused(open, reason));
    results.forget();
    var tasks = work.cancelAll();
    LOG.log(Level.INFO, "paused ({0}); tasks handed back: {1}", reason, tasks);
    return tasks;
  }

  private void sayPaused(PeerConnection open, String reason) {
    var _ = open.post(new PeerPause(name, Optional.of(reason)));
  }

  private void sayResumed() {
    LOG.log(Level.INFO, "takes tasks again");
    connection().ifPresent(open -> open.post(new PeerResume(name)));
  }
}
