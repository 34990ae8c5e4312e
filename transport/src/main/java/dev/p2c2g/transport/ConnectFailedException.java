package dev.p2c2g.transport;

import io.vertx.core.http.UpgradeRejectedException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;

/** No connection to the coordinator; the message says why and what to look at. */
public final class ConnectFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  public ConnectFailedException(String message) {
    super(message);
  }

  public ConnectFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Says what to look at when an attempt ended so. */
  static ConnectFailedException of(URI url, ExecutionException failure) {
    var cause = Optional.ofNullable(failure.getCause()).orElse(failure);
    return new ConnectFailedException(
        switch (cause) {
          case UpgradeRejectedException rejected -> rejection(url, rejected.getStatus());
          case SSLException _ ->
              url + ": no trusted connection: " + innermost(cause) + "; see p2c2g cert, and --pin";
          default ->
              "no coordinator at "
                  + url
                  + ": "
                  + cause
                  + "; is it running, and is the address right?";
        },
        failure);
  }

  private static String rejection(URI url, int status) {
    return url
        + switch (status) {
          case 401 -> ": does not accept the token (401); ask its operator for one";
          case 403 -> ": lets no one in from here (403)";
          case 429 ->
              ": too many bad tokens, or too many connections, from this address (429); wait a minute";
          case 503 -> ": takes no new connections now (503)";
          default -> ": is no coordinator, it answers with status " + status;
        };
  }

  private static String innermost(Throwable error) {
    var at = error;
    for (var cause = at.getCause(); cause != null; cause = at.getCause()) {
      at = cause;
    }
    return String.valueOf(at.getMessage());
  }
}
