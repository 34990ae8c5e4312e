package dev.p2c2g.store.postgres;

import dev.p2c2g.store.StoreListener;
import dev.p2c2g.store.Subscription;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** Hears notifications, on a connection of its own. */
final class PostgresEvents {
  private static final int WAIT_MS = 500;

  private PostgresEvents() {}

  /** Opens a connection that is nobody else's. */
  @FunctionalInterface
  interface Connector {
    Connection connect() throws SQLException;
  }

  static Subscription of(Connector connector, String channel, StoreListener listener) {
    return new Subscription(subscription -> {
      try (var connection = connector.connect()) {
        try (var statement = connection.createStatement()) {
          statement.execute("listen \"" + channel + "\"");
        }
        listener.mayHaveMissed();
        hear(connection.unwrap(PGConnection.class), subscription, listener);
      }
    });
  }

  private static void hear(
      PGConnection connection, Subscription subscription, StoreListener listener)
      throws SQLException {
    while (!subscription.isClosed()) {
      for (var event : connection.getNotifications(WAIT_MS)) {
        Subscription.pass(event.getParameter(), listener);
      }
    }
  }
}
