package dev.p2c2g.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.PeerResume;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.security.Access;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CoordinatorLinkTest {
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server = vertx.createHttpServer().webSocketHandler(_ -> {});
  private URI url;

  @BeforeEach
  void listen() {
    server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    url = URI.create("ws://127.0.0.1:" + server.actualPort());
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void linkIsUsedWithoutHarmAfterItsNetworkThreadEnded() throws Exception {
    var connector = new Connector();
    var link = connector.connect(url, Access.none(), new Deaf());
    connector.close();
    link.ping();
    link.close();
    assertThat(link.send(new PeerResume(Optional.empty())).toCompletableFuture())
        .failsWithin(Duration.ZERO);
  }

  private static final class Deaf implements LinkListener {
    @Override
    public void received(Message message) {}

    @Override
    public void unreadable(ProtocolException problem) {}

    @Override
    public void closed(int code, String reason) {}
  }
}
