package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.Role;
import dev.p2c2g.security.Identity;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** The pages that name peers and gamers, so that they are for admins. Lives on the event loop. */
final class AdminPages {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  private final Optional<Doorkeeper> doorkeeper;
  private final Explain explain;
  private final PeersPage peers;
  private final ClusterPage cluster;

  /**
   * @param doorkeeper asked about tokens; empty where nobody is asked who he is
   */
  AdminPages(
      Optional<Doorkeeper> doorkeeper, Explain explain, PeersPage peers, ClusterPage cluster) {
    this.doorkeeper = doorkeeper;
    this.explain = explain;
    this.peers = peers;
    this.cluster = cluster;
  }

  /** Whether that path is one of these pages. */
  static boolean isAbout(String path) {
    return Explain.isAbout(path) || PeersPage.isAbout(path) || ClusterPage.isAbout(path);
  }

  /** Answers a request for one of these pages. */
  void page(HttpServerRequest request) {
    if (doorkeeper.isEmpty()) {
      unguarded(request);
      return;
    }
    var token = Optional.ofNullable(request.getHeader("Authorization")).flatMap(Doorkeeper::bearer);
    if (token.isEmpty()) {
      Pages.text(
          request, UNAUTHORIZED, "show the token of an admin: Authorization: Bearer TOKEN\n");
      return;
    }
    var address = request.remoteAddress().hostAddress();
    doorkeeper
        .get()
        .check(token.get(), address)
        .onSuccess(answer -> {
          switch (answer) {
            case Doorkeeper.Answer.Welcome(Identity identity) when identity.role() == Role.ADMIN ->
                show(request, identity.subject());
            case Doorkeeper.Answer.Welcome _ ->
                Pages.text(request, FORBIDDEN, "this is for admins\n");
            case Doorkeeper.Answer.Unknown _ ->
                Pages.text(request, UNAUTHORIZED, "that token is not good\n");
            case Doorkeeper.Answer.Wait _ ->
                Pages.text(request, TOO_MANY_REQUESTS, "too many bad tokens; wait a minute\n");
          }
        })
        .onFailure(_ -> Pages.text(request, UNAVAILABLE, "the coordinator stops\n"));
  }

  /** Nobody is asked who he is, but the page of another site must not change anything. */
  private void unguarded(HttpServerRequest request) {
    var origin = Optional.ofNullable(request.getHeader("Origin"));
    if (!request.method().equals(HttpMethod.GET) && origin.filter(Gateway::isForeign).isPresent()) {
      Pages.text(request, FORBIDDEN, "not from the page of another site\n");
    } else {
      show(request, "anybody");
    }
  }

  private void show(HttpServerRequest request, String admin) {
    if (Explain.isAbout(request.path())) {
      explain.page(request);
    } else if (ClusterPage.isAbout(request.path())) {
      cluster.page(request);
    } else {
      peers.page(request, admin);
    }
  }
}
