package dev.p2c2g.protocol;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Turns a message into its JSON object, and names the bytes that go with it. */
final class MessageWriter {
  private final ObjectNode json = Json.object();
  private final boolean payloadFollows;
  private Optional<ByteBuffer> attached = Optional.empty();

  /**
   * @param payloadFollows bytes go behind the header (envelope) instead of into it as base64 (text)
   */
  MessageWriter(Message message, boolean payloadFollows) {
    this.payloadFollows = payloadFollows;
    write(message);
  }

  ObjectNode json() {
    return json;
  }

  Optional<ByteBuffer> attached() {
    return attached;
  }

  private void write(Message message) {
    switch (message) {
      case TaskSubmit submit -> write(submit);
      case TaskAssign assign -> write(assign);
      case TaskResult result -> write(result);
      case TaskAccepted accepted -> {
        type("task_accepted")
            .put("request_id", accepted.requestId())
            .put("task_id", accepted.taskId());
        accepted.expectedMs().ifPresent(ms -> json.put("expected_ms", ms));
      }
      case TaskCancel cancel -> type("task_cancel").put("task_id", cancel.taskId());
      case TaskFetch fetch ->
          type("task_fetch").put("request_id", fetch.requestId()).put("task_id", fetch.taskId());
      case TaskStatus status ->
          type("task_status")
              .put("request_id", status.requestId())
              .put("task_id", status.taskId())
              .put("state", status.state().wireName());
      case Heartbeat heartbeat -> write(heartbeat);
      case PeerRegister register -> write(register);
      case PeerRegistered registered -> {
        type("peer_registered")
            .put("peer_id", registered.peerId())
            .put("heartbeat_interval_ms", registered.heartbeatIntervalMs());
        registered.maxMessageBytes().ifPresent(bytes -> json.put("max_message_bytes", bytes));
      }
      case PeerDrain drain -> {
        type("peer_drain");
        drain.peerId().ifPresent(id -> json.put("peer_id", id));
      }
      case PeerPause pause -> {
        type("peer_pause");
        pause.peerId().ifPresent(id -> json.put("peer_id", id));
        pause.reason().ifPresent(reason -> json.put("reason", reason));
      }
      case PeerResume resume -> {
        type("peer_resume");
        resume.peerId().ifPresent(id -> json.put("peer_id", id));
      }
      case PeerDrained drained -> type("peer_drained");
      case StatsRequest request -> type("stats_request");
      case Stats stats ->
          type("stats")
              .put("active_peers", stats.activePeers())
              .put("pending_tasks", stats.pendingTasks())
              .put("completed_tasks", stats.completedTasks())
              .put("failed_tasks", stats.failedTasks());
      case Authenticate authenticate -> type("authenticate").put("token", authenticate.token());
      case Authenticated authenticated ->
          type("authenticated")
              .put("subject", authenticated.subject())
              .put("role", authenticated.role().wireName());
      case ErrorMessage error -> write(error);
    }
  }

  private void write(TaskSubmit submit) {
    type("task_submit").put("request_id", submit.requestId()).put("task_type", submit.taskType());
    payload("data_url", submit.data());
    json.set("params", submit.params());
    json.put("priority", submit.priority());
    submit.deadlineMs().ifPresent(ms -> json.put("deadline_ms", ms));
  }

  private void write(TaskAssign assign) {
    type("task_assign").put("task_id", assign.taskId()).put("task_type", assign.taskType());
    payload("data_url", assign.data());
    json.set("params", assign.params());
    json.put("attempt", assign.attempt());
    assign.deadlineMs().ifPresent(ms -> json.put("deadline_ms", ms));
  }

  private void write(TaskResult result) {
    type("task_result").put("task_id", result.taskId()).put("success", result.success());
    switch (result.outcome()) {
      case TaskResult.Success success -> {
        payload("result_url", success.result());
        json.put("processing_time_ms", success.processingTimeMs())
            .put("algorithm_used", success.algorithmUsed());
      }
      case TaskResult.Failure failure -> {
        json.put("error", failure.error());
        failure.code().ifPresent(code -> json.put("code", code));
      }
    }
    result.peerId().ifPresent(id -> json.put("peer_id", id));
    result.attempt().ifPresent(attempt -> json.put("attempt", attempt));
    result.delivery().ifPresent(this::write);
  }

  private void write(TaskResult.Delivery delivery) {
    json.put("request_id", delivery.requestId()).put("attempts", delivery.attempts());
    var timings =
        json.putObject("timings")
            .put("queue_ms", delivery.timings().queueMs())
            .put("peer_ms", delivery.timings().peerMs())
            .put("total_ms", delivery.timings().totalMs());
    delivery.timings().networkMs().ifPresent(ms -> timings.put("network_ms", ms));
  }

  private void write(Heartbeat heartbeat) {
    type("heartbeat").put("timestamp", heartbeat.timestamp()).put("load", heartbeat.load());
    heartbeat.peerId().ifPresent(id -> json.put("peer_id", id));
  }

  private void write(PeerRegister register) {
    type("peer_register").put("peer_id", register.peerId().orElse("auto"));
    var machine = register.capabilities();
    var capabilities =
        json.putObject("capabilities")
            .put("cpu_cores", machine.cpuCores())
            .put("ram_gb", machine.ramGb())
            .put("gpu", machine.gpu());
    machine.gpuVramGb().ifPresent(gb -> capabilities.put("gpu_vram_gb", gb));
    strings("task_types", register.taskTypes());
    json.put("max_concurrent_tasks", register.maxConcurrentTasks());
    strings("features", register.features());
  }

  private void write(ErrorMessage error) {
    type("error").put("code", error.code()).put("message", error.message());
    error.requestId().ifPresent(id -> json.put("request_id", id));
    error.taskId().ifPresent(id -> json.put("task_id", id));
    error.retryAfterMs().ifPresent(ms -> json.put("retry_after_ms", ms));
  }

  private void strings(String name, Collection<String> values) {
    var array = json.putArray(name);
    values.forEach(array::add);
  }

  private void payload(String name, Payload payload) {
    switch (payload) {
      case Payload.Remote remote -> json.put(name, remote.url());
      case Payload.Inline inline when payloadFollows -> {
        json.put(name, MessageReader.INLINE);
        attached = Optional.of(inline.view());
      }
      case Payload.Inline inline ->
          json.put(
              name,
              MessageReader.BASE64 + Base64.getEncoder().encodeToString(inline.toByteArray()));
    }
  }

  private ObjectNode type(String msgType) {
    return json.put("msg_type", msgType);
  }
}
