package dev.p2c2g.benchmarks;

import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/** One echo task through gamer (this process), coordinator and peer (a process each). */
final class Relayed implements Exchange {
  private final Payload request = Payload.of(new byte[Sizes.REQUEST_BYTES]);
  private final ObjectNode params = Json.object().put("result_bytes", Sizes.RESULT_BYTES);
  private final GamerClient gamer = new GamerClient("bench");

  Relayed(String coordinatorUrl) {
    if (!gamer.connectToCoordinator(coordinatorUrl)) {
      throw new IllegalStateException("no coordinator at " + coordinatorUrl);
    }
  }

  @Override
  public void run() throws Exception {
    var result =
        gamer
            .submitTask("echo", request, params, GamerClient.DEFAULT_PRIORITY, OptionalLong.empty())
            .result()
            .get();
    if (!(result.outcome() instanceof TaskResult.Success success)
        || success.result().size() != Sizes.RESULT_BYTES) {
      throw new IllegalStateException("not the result asked for: " + result);
    }
  }

  @Override
  public void close() {
    gamer.close();
  }
}
