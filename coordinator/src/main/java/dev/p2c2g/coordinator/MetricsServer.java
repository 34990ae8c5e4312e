package dev.p2c2g.coordinator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/** Serves {@code /metrics} to Prometheus on a port of its own. */
final class MetricsServer {
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;
  private final SchedulerLoop loop;
  private final Metrics metrics;

  MetricsServer(Vertx vertx, SchedulerLoop loop, Metrics metrics) {
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
    var _ =
        loop.ask(Dispatcher::snapshot)
            .thenAccept(snapshot ->
                response.putHeader("content-type", PROMETHEUS_TEXT).end(metrics.page(snapshot)));
  }
}
