package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.Capabilities;
import dev.p2c2g.store.MemoryTaskStore;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import javax.imageio.ImageIO;

/** Coordinators, messages and pictures to test with. */
final class Given {
  static final Capabilities ONE_CORE = new Capabilities(1, 4, false, OptionalDouble.empty());

  private Given() {}

  /**
   * A configuration with each {@code section.key=value} set; any port, no metrics, no haste with
   * heartbeats, no patience at the end, and nobody suspected just because this machine is busy.
   */
  static CoordinatorConfig config(String... settings) {
    Map<String, String> env =
        new HashMap<>(
            Map.of(
                "P2C2G_COORDINATOR_LISTEN_PORT", "0",
                "P2C2G_COORDINATOR_HEARTBEAT_INTERVAL_MS", "20000",
                "P2C2G_COORDINATOR_TASK_TIMEOUT_MS", "60000",
                "P2C2G_COORDINATOR_DRAIN_TIMEOUT_MS", "0",
                "P2C2G_SCHEDULING_HEDGE_BUDGET_PERCENT", "0",
                "P2C2G_SCHEDULING_SUSPECT_AFTER_MS", "30000",
                "P2C2G_SCHEDULING_STALL_AFTER_MS", "60000",
                "P2C2G_MONITORING_ENABLE", "false",
                "P2C2G_SECURITY_AUTH", "none"));
    for (var setting : settings) {
      var parts = setting.split("=", 2);
      env.put("P2C2G_" + parts[0].toUpperCase(Locale.ROOT).replace('.', '_'), parts[1]);
    }
    return CoordinatorConfig.load(env);
  }

  static Coordinator coordinator(String... settings) {
    var coordinator = new Coordinator(config(settings));
    coordinator.start();
    return coordinator;
  }

  /** A registered peer that offers {@code echo} and {@code frame_upscale}. */
  static RawClient peer(Coordinator coordinator, String peerId, int lanes)
      throws InterruptedException {
    var peer = RawClient.connect(coordinator).text(register(peerId, lanes));
    peer.next("peer_registered");
    return peer;
  }

  static RawClient peer(Coordinator coordinator, String peerId) throws InterruptedException {
    return peer(coordinator, peerId, 1);
  }

  static String register(String peerId, int lanes) {
    return """
    {"msg_type":"peer_register","peer_id":"%s","max_concurrent_tasks":%d,
     "capabilities":{"cpu_cores":2,"ram_gb":4,"gpu":false},
     "task_types":["echo","frame_upscale"]}\
    """
        .formatted(peerId, lanes);
  }

  /** An echo task in text form; {@code more} is empty or further fields with a comma first. */
  static String echo(String requestId, String more) {
    return """
    {"msg_type":"task_submit","request_id":"%s","task_type":"echo","data_url":"base64://aGk="%s}\
    """
        .formatted(requestId, more);
  }

  static String echo(String requestId) {
    return echo(requestId, "");
  }

  /** A frame of 8 x 4 to become 16 x 8; {@code moreParams} as in {@link #echo}. */
  static String frame(String requestId, String moreParams) {
    return """
    {"msg_type":"task_submit","request_id":"%s","task_type":"frame_upscale","data_url":"%s",
     "params":{"input_width":8,"input_height":4,"output_width":16,"output_height":8%s}}\
    """
        .formatted(requestId, base64(jpeg(8, 4)), moreParams);
  }

  static String done(String taskId, String resultUrl) {
    return """
    {"msg_type":"task_result","task_id":"%s","success":true,"result_url":"%s",
     "processing_time_ms":1.5,"algorithm_used":"echo"}\
    """
        .formatted(taskId, resultUrl);
  }

  static String done(RawClient.Received assignment) {
    return done(assignment.text("task_id"), "base64://aGk=");
  }

  static String failed(RawClient.Received assignment) {
    return """
    {"msg_type":"task_result","task_id":"%s","success":false,"error":"out of paint"}\
    """
        .formatted(assignment.text("task_id"));
  }

  static String cancel(String taskId) {
    return "{\"msg_type\":\"task_cancel\",\"task_id\":\"" + taskId + "\"}";
  }

  static String base64(byte[] bytes) {
    return "base64://" + Base64.getEncoder().encodeToString(bytes);
  }

  /** A black JPEG. */
  static byte[] jpeg(int width, int height) {
    return picture("jpeg", width, height);
  }

  /** A black PNG. */
  static byte[] png(int width, int height) {
    return picture("png", width, height);
  }

  /** Results are not looked at. */
  static StoreDesk desk() {
    var config = config();
    return new LocalDesk(
        new MemoryTaskStore(config.database().room(config.limits()), System::nanoTime));
  }

  static Verification.Means nobodyLooks() {
    return new Verification.Means(Checks.NONE, new TaskIds()::nextTask, new Random(1));
  }

  private static byte[] picture(String format, int width, int height) {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
