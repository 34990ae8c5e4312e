package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Names;
import dev.p2c2g.scheduler.SchedulerSnapshot;
import dev.p2c2g.scheduler.SchedulerSnapshot.PeerRow;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /peers}: who is connected, what is known of him, and who is banned; {@code POST
 * /peers/NAME/ban} and {@code /pardon}, the name being that of the token.
 */
final class PeersPage {
  private static final String PATH = "/peers";
  private static final Pattern ACTION = Pattern.compile(PATH + "/([^/]+)/(ban|pardon)");

  private final Vertx vertx;
  private final SchedulerLoop loop;

  PeersPage(Vertx vertx, SchedulerLoop loop) {
    this.vertx = vertx;
    this.loop = loop;
  }

  /** Copied on the scheduler's thread. */
  private record Told(SchedulerSnapshot snapshot, List<Verification.Row> rows) {}

  static boolean isAbout(String path) {
    return path.equals(PATH) || path.startsWith(PATH + "/");
  }

  /**
   * Answers a request.
   *
   * @param admin who asks
   */
  void page(HttpServerRequest request, String admin) {
    var action = ACTION.matcher(request.path());
    if (action.matches() && request.method().equals(HttpMethod.POST)) {
      act(request, action.group(1), action.group(2).equals("ban"), admin);
    } else if (request.path().equals(PATH) && request.method().equals(HttpMethod.GET)) {
      answer(
          request,
          d -> new Told(d.snapshot(), d.verification().rows()),
          told -> Pages.json(request, json(told).toString()));
    } else {
      Pages.text(request, 404, "GET /peers, POST /peers/NAME/ban or POST /peers/NAME/pardon\n");
    }
  }

  private void act(HttpServerRequest request, String who, boolean ban, String admin) {
    if (!Names.ID.matcher(who).matches()) {
      Pages.text(request, 400, "the name must be " + Names.ID_SHAPE + "\n");
      return;
    }
    answer(
        request,
        d -> {
          if (ban) {
            d.verification().ban(who, "banned by " + admin);
            return true;
          }
          return d.verification().pardon(who);
        },
        done -> {
          if (done) {
            Pages.text(request, 200, who + (ban ? " is banned\n" : " may work here again\n"));
          } else {
            Pages.text(request, 404, "nothing is known of " + who + "\n");
          }
        });
  }

  private <T> void answer(
      HttpServerRequest request,
      Function<Dispatcher, T> question,
      java.util.function.Consumer<T> write) {
    Future.fromCompletionStage(loop.ask(question), vertx.getOrCreateContext())
        .onSuccess(write::accept)
        .onFailure(_ -> Pages.text(request, 503, "the coordinator stops\n"));
  }

  private static ObjectNode json(Told told) {
    var rows =
        told.snapshot().peers().stream()
            .collect(Collectors.toMap(PeerRow::peerId, Function.identity()));
    var page = Json.object();
    var names = page.putArray("names");
    for (var row : told.rows()) {
      var name = names.addObject();
      name.put("name", row.who());
      name.put("standing", lower(row.report().standing()));
      name.put("checked_good", row.report().good());
      name.put("lies", row.report().lies());
      name.put("unreasonably_fast", row.fast());
      var evidence = name.putArray("evidence");
      row.report().evidence().forEach(evidence::add);
      var peers = name.putArray("peers");
      for (var peerId : row.peers()) {
        var peer = rows.get(peerId);
        if (peer != null) {
          put(peers.addObject(), peer);
        }
      }
    }
    return page;
  }

  private static void put(ObjectNode json, PeerRow peer) {
    json.put("peer_id", peer.peerId());
    json.put("state", lower(peer.state()));
    json.put("lanes", peer.lanes());
    json.put("in_flight", peer.inFlight());
    json.put("completed", peer.completed());
    json.put("failed", peer.failed());
    json.put("load", peer.load());
    peer.roundTripNanos().ifPresent(nanos -> json.put("round_trip_ms", nanos / 1e6));
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
