package dev.p2c2g.coordinator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/** Serves {@code /metrics} to Prometheus on a port of its own. */
final class MetricsServer {
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Vertx vertx;
  private final HttpServer server;
  private final SchedulerLoop loop;
  private final Metrics metrics;

  MetricsServer(SchedulerLoop loop, Metrics metrics) {
    this.vertx = loop.vertx();
    this.loop = loop;
    this.metrics = metrics;
    this.server = vertx.createHttpServer().requestHandler(this::page);
  }

  /** Binds the port; the future holds the port bound. */
  Future<Integer> listen(String address, int port) {
    return server.listen(port, address).map(HttpServer::actualPort);
  }

  private void page(HttpServerRequest request) {
    var response = request.response();
    if (!request.path().equals("/metrics")) {
      var _ = response.setStatusCode(404).end("nothing here; try /metrics\n");
      return;
    }
    // the page is written on a worker, not on the thread that schedules
    Future.fromCompletionStage(loop.ask(Dispatcher::snapshot), vertx.getOrCreateContext())
        .compose(snapshot -> vertx.executeBlocking(() -> metrics.page(snapshot)))
        .onSuccess(page -> response.putHeader("content-type", PROMETHEUS_TEXT).end(page))
        .onFailure(_ -> response.setStatusCode(503).end("the coordinator stops\n"));
  }
}
