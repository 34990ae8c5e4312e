package dev.p2c2g.systemtests;

import static dev.p2c2g.systemtests.BadMessage.REGISTER;
import static dev.p2c2g.systemtests.BadMessage.RESULT;
import static dev.p2c2g.systemtests.BadMessage.changed;
import static dev.p2c2g.systemtests.BadMessage.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.coordinator.Coordinator;
import dev.p2c2g.coordinator.CoordinatorConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every key of the section {@code scheduling}, seen from outside. */
@Timeout(60)
class SchedulingConfigurationTest {
  /** Patience that no test outlasts, so that only what is tested happens. */
  private static final String PATIENT =
      "suspect_after_ms: 50000, stall_after_ms: 60000, hedge_budget_percent: 0";

  private static final String ONE_LANE =
      changed(REGISTER, "'max_concurrent_tasks':4", "'max_concurrent_tasks':1");

  /** Long enough to see that nothing happens, and far longer than what would happen takes. */
  private static final long A_WHILE_MS = 400;

  private static final int WORK_MS = 60;

  /** Longer than the scheduler remembers one slow answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final String LARGE_FRAME =
      json(
          """
          {'msg_type':'task_submit','request_id':'r1','task_type':'frame_upscale',\
          'data_url':'PICTURE','params':{'input_width':640,'input_height':360,\
          'output_width':1280,'output_height':720}}\
          """
              .replace("PICTURE", BadMessage.url(Pictures.jpeg(640, 360))));

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"strict, error", "best_effort, task_accepted"})
  void admissionDecidesAboutATaskThatCannotBeInTime(String admission, String answer)
      throws Exception {
    try (var coordinator = started("admission: " + admission + ", " + PATIENT);
        var clients = new RawClients(coordinator.port())) {
      var peer = registered(clients);
      var gamer = clients.connect();
      for (var i = 0; i < 3; i++) {
        gamer.send(raw("warm", 20_000, 5));
        var accepted = gamer.expect("task_accepted");
        assertThat(accepted.json().has("expected_ms")).isEqualTo(i > 0);
        workOff(peer);
        gamer.expect("task_result");
      }
      gamer.send(raw("hasty", 10, 5));
      var said = gamer.expect(answer);
      if (answer.equals("error")) {
        assertThat(said.text("code")).isEqualTo("deadline_exceeded");
        assertThat(said.json().path("retry_after_ms").asInt()).isPositive();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"100, 2", "0, 1"})
  void hedgeBudgetPaysForSecondTries(int percent, int attempts) throws Exception {
    var settings = "suspect_after_ms: 20, stall_after_ms: 60000, hedge_budget_percent: " + percent;
    assertThat(attemptsWithASilentPeer(settings)).isEqualTo(attempts);
  }

  @ParameterizedTest
  @CsvSource({"20, 2", "50000, 1"})
  void suspectAfterIsThePatienceBeforeASecondTry(int suspectMs, int attempts) throws Exception {
    var settings =
        "hedge_budget_percent: 100, stall_after_ms: 60000, suspect_after_ms: " + suspectMs;
    assertThat(attemptsWithASilentPeer(settings)).isEqualTo(attempts);
  }

  @ParameterizedTest
  @CsvSource({"50, 2", "60000, 1"})
  void stallAfterIsThePatienceBeforeWorkIsTakenAway(int stallMs, int attempts) throws Exception {
    var settings = "hedge_budget_percent: 0, suspect_after_ms: 20, stall_after_ms: " + stallMs;
    assertThat(attemptsWithASilentPeer(settings)).isEqualTo(attempts);
  }

  @ParameterizedTest
  @CsvSource({"5, true", "60000, false"})
  void probeIntervalIsThePauseBetweenQuestions(int intervalMs, boolean asked) throws Exception {
    try (var coordinator = started("probe_interval_ms: " + intervalMs + ", " + PATIENT);
        var clients = new RawClients(coordinator.port())) {
      var peer = registered(clients);
      var gamer = clients.connect();
      gamer.send(raw("r1", 20_000, 5));
      peer.expect("task_assign");
      Thread.sleep(A_WHILE_MS);
      var onRegistration = 1;
      assertThat(peer.pings() > onRegistration).isEqualTo(asked);
    }
  }

  @ParameterizedTest
  @CsvSource({"10, patient", "3600000, urgent"})
  void agingRaisesThoseWhoWaited(int agingMs, String first) throws Exception {
    try (var coordinator = started("aging_ms: " + agingMs + ", " + PATIENT);
        var clients = new RawClients(coordinator.port())) {
      var busy = registered(clients);
      var patient = clients.connect();
      patient.send(raw("busy", 50_000, 9));
      patient.expect("task_accepted");
      var held = busy.expect("task_assign").text("task_id");
      patient.send(raw("patient", 50_000, 0));
      patient.expect("task_accepted");
      Thread.sleep(A_WHILE_MS);
      var urgent = clients.connect();
      urgent.send(raw("urgent", 50_000, 8));
      var urgentId = urgent.expect("task_accepted").text("task_id");
      busy.send(changed(RESULT, "'task_x'", "'" + held + "'"));
      var next = busy.expect("task_assign").text("task_id");
      assertThat(next.equals(urgentId)).isEqualTo(first.equals("urgent"));
    }
  }

  @ParameterizedTest
  @CsvSource({"2, true", "0, false"})
  void splitOverIsTheTimeThatIsTooLongForOnePeer(int splitOverMs, boolean split) throws Exception {
    try (var coordinator = started("split_over_ms: " + splitOverMs + ", " + PATIENT);
        var clients = new RawClients(coordinator.port());
        var _ = RunningPeer.start(coordinator.port(), "peer_a", 1, "frame_upscale");
        var _ = RunningPeer.start(coordinator.port(), "peer_b", 1, "frame_upscale")) {
      while (coordinator.getSystemStats().activePeers() < 2) {
        Thread.sleep(10);
      }
      var gamer = clients.connect();
      var anySplit = false;
      var start = System.nanoTime();
      // a peer whose first answer was late, as on a busy machine, is looked at again after seconds
      var patience = split ? PATIENCE : Duration.ofSeconds(2);
      while (!anySplit && System.nanoTime() - start < patience.toNanos()) {
        gamer.send(LARGE_FRAME);
        gamer.expect("task_accepted");
        var taskId = gamer.expect("task_result").text("task_id");
        anySplit = explanation(coordinator, taskId).body().contains("part_done");
      }
      assertThat(anySplit).isEqualTo(split);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 200", "0, 404"})
  void explainedTasksAreKept(int tasks, int status) throws Exception {
    try (var coordinator = started("explained_tasks: " + tasks + ", " + PATIENT);
        var clients = new RawClients(coordinator.port())) {
      registered(clients);
      var gamer = clients.connect();
      gamer.send(raw("r1", 20_000, 5));
      var taskId = gamer.expect("task_accepted").text("task_id");
      assertThat(explanation(coordinator, taskId).statusCode()).isEqualTo(status);
    }
  }

  /** How many peers get a task whose first one falls silent. */
  private int attemptsWithASilentPeer(String settings) throws Exception {
    try (var coordinator = started(settings + ", probe_interval_ms: 5");
        var clients = new RawClients(coordinator.port())) {
      var silent = registered(clients);
      var gamer = clients.connect();
      // only who has answered a probe before can be suspected
      for (var i = 0; i < 3; i++) {
        gamer.send(raw("warm", 20_000, 5));
        gamer.expect("task_accepted");
        workOff(silent);
        gamer.expect("task_result");
      }
      gamer.send(raw("r1", 20_000, 5));
      gamer.expect("task_accepted");
      silent.expect("task_assign");
      silent.deafen();
      var other = registered(clients);
      Thread.sleep(A_WHILE_MS);
      return other.hasMore() ? 2 : 1;
    }
  }

  private static RawClient registered(RawClients clients) throws InterruptedException {
    var peer = clients.connect();
    peer.send(ONE_LANE);
    peer.expect("peer_registered");
    return peer;
  }

  private static void workOff(RawClient peer) throws InterruptedException {
    var taskId = peer.expect("task_assign").text("task_id");
    Thread.sleep(WORK_MS);
    peer.send(changed(RESULT, "'task_x'", "'" + taskId + "'"));
  }

  private static String raw(String requestId, long deadlineMs, int priority) {
    return json(
        """
        {'msg_type':'task_submit','request_id':'%s','task_type':'raw','data_url':'base64://AAAA',\
        'priority':%d,'deadline_ms':%d}\
        """
            .formatted(requestId, priority, deadlineMs));
  }

  private Coordinator started(String scheduling) throws IOException {
    var file = Files.createTempFile(folder, "coordinator", ".yml");
    Files.writeString(file, "scheduling: {" + scheduling + "}");
    var coordinator =
        new Coordinator(
            CoordinatorConfig.load(file, Map.of())
                .withListenPort(0)
                .withoutMonitoring()
                .withoutAuthentication());
    coordinator.start();
    return coordinator;
  }

  private static HttpResponse<String> explanation(Coordinator coordinator, String taskId)
      throws IOException, InterruptedException {
    var page = "http://127.0.0.1:" + coordinator.port() + "/explain/" + taskId;
    var request = HttpRequest.newBuilder(URI.create(page)).build();
    return HTTP.send(request, BodyHandlers.ofString());
  }
}
