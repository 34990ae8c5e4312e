package dev.p2c2g.store.postgres;

import dev.p2c2g.store.StoreListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** Hears notifications, on a thread and a connection of its own. */
final class PostgresEvents implements AutoCloseable {
  static final String WORK = "work";
  static final String OVER = "over ";
  private static final int WAIT_MS = 500;
  private static final long AGAIN_MS = 200;
  private static final Logger LOG = System.getLogger("store");

  private final Connector connector;
  private final String channel;
  private final StoreListener listener;
  private final Thread thread;
  private volatile boolean closed;

  /** Opens a connection that is nobody else's. */
  @FunctionalInterface
  interface Connector {
    Connection connect() throws SQLException;
  }

  PostgresEvents(Connector connector, String channel, StoreListener listener) {
    this.connector = connector;
    this.channel = channel;
    this.listener = listener;
    this.thread = Thread.ofPlatform().daemon().name("store-events").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    while (!closed) {
      try (var connection = connector.connect()) {
        try (var statement = connection.createStatement()) {
          statement.execute("listen \"" + channel + "\"");
        }
        listener.mayHaveMissed();
        hear(connection.unwrap(PGConnection.class));
      } catch (SQLException e) {
        LOG.log(Level.DEBUG, "the subscription ended", e);
      }
      try {
        Thread.sleep(closed ? 0 : AGAIN_MS);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void hear(PGConnection connection) throws SQLException {
    while (!closed) {
      for (var event : connection.getNotifications(WAIT_MS)) {
        var said = event.getParameter();
        if (said.equals(WORK)) {
          listener.workArrived();
        } else if (said.startsWith(OVER)) {
          listener.finished(said.substring(OVER.length()));
        }
      }
    }
  }
}
