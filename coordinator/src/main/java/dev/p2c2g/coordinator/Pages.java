package dev.p2c2g.coordinator;

import io.vertx.core.http.HttpServerRequest;

/** Short answers to plain HTTP requests. */
final class Pages {
  private Pages() {}

  static void text(HttpServerRequest request, int status, String text) {
    answer(request, status, "text/plain; charset=utf-8", text);
  }

  static void json(HttpServerRequest request, String json) {
    answer(request, 200, "application/json", json);
  }

  private static void answer(HttpServerRequest request, int status, String type, String body) {
    var _ = request.response().setStatusCode(status).putHeader("content-type", type).end(body);
  }
}
