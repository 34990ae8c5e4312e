package dev.p2c2g.coordinator;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.protocol.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every message, from everyone, with every kind of token. */
class AuthenticationMatrixTest {
  private static final int UNAUTHENTICATED = 4401;

  private static final Map<String, String> MESSAGES =
      new LinkedHashMap<>(
          Map.ofEntries(
              entry("peer_register", Given.register("matrix", 1)),
              entry("heartbeat", "{\"msg_type\":\"heartbeat\",\"timestamp\":1,\"load\":0.5}"),
              entry("task_result", Given.done("task_1", "base64://")),
              entry("peer_drain", "{\"msg_type\":\"peer_drain\"}"),
              entry("peer_pause", "{\"msg_type\":\"peer_pause\"}"),
              entry("peer_resume", "{\"msg_type\":\"peer_resume\"}"),
              entry("task_submit", Given.echo("r1")),
              entry("task_cancel", Given.cancel("task_1")),
              entry(
                  "task_fetch",
                  "{\"msg_type\":\"task_fetch\",\"request_id\":\"r\",\"task_id\":\"t\"}"),
              entry(
                  "task_status",
                  "{\"msg_type\":\"task_status\",\"request_id\":\"r\",\"task_id\":\"t\","
                      + "\"state\":\"waiting\"}"),
              entry("stats_request", RawClient.STATS),
              entry(
                  "peer_registered",
                  "{\"msg_type\":\"peer_registered\",\"peer_id\":\"p\",\"heartbeat_interval_ms\":1}"),
              entry(
                  "task_assign",
                  "{\"msg_type\":\"task_assign\",\"task_id\":\"t\",\"task_type\":\"echo\","
                      + "\"data_url\":\"base64://\"}"),
              entry(
                  "task_accepted",
                  "{\"msg_type\":\"task_accepted\",\"request_id\":\"r\",\"task_id\":\"t\"}"),
              entry(
                  "authenticated",
                  "{\"msg_type\":\"authenticated\",\"subject\":\"s\",\"role\":\"admin\"}"),
              entry("unknown", "{\"msg_type\":\"dance\"}"),
              entry("no JSON", "{{{")));

  /** What each role may say; a peer once it is registered. */
  private static Set<String> allowed(Role role) {
    return switch (role) {
      case PEER -> Set.of("heartbeat", "task_result", "peer_drain", "peer_pause", "peer_resume");
      case GAMER -> Set.of("task_submit", "task_cancel", "task_fetch", "stats_request");
      case ADMIN -> Set.of("stats_request");
    };
  }

  @TempDir private static Path folder;

  private static Guarded guarded;
  private static final Map<String, String> BAD_TOKENS = new LinkedHashMap<>();

  @BeforeAll
  static void start() throws IOException {
    guarded = new Guarded(folder);
    for (var role : Role.values()) {
      var name = role.wireName();
      BAD_TOKENS.put("expired " + name, guarded.issue(role, "late", Duration.ofNanos(1)).token());
      var revoked = guarded.issue(role, "out", Duration.ofDays(1));
      guarded.revoke(revoked);
      BAD_TOKENS.put("revoked " + name, revoked.token());
      var good = guarded.issue(role, "somebody", Duration.ofDays(1)).token();
      BAD_TOKENS.put(
          "wrong secret " + name, good.substring(0, 20) + "A".repeat(good.length() - 20));
    }
    BAD_TOKENS.put("unknown key", "p2c2g_aaaaaaaaaa_" + "A".repeat(43));
    BAD_TOKENS.put("no key at all", "let-me-in");
    BAD_TOKENS.put("a JWT, where none are believed", "eyJhbGciOiJub25lIn0.e30.AA");
  }

  @AfterAll
  static void stop() {
    guarded.close();
  }

  @TestFactory
  Stream<DynamicTest> strangerIsToldNothingWhateverHeSays() {
    return MESSAGES.entrySet().stream()
        .map(message ->
            DynamicTest.dynamicTest(
                message.getKey(),
                () -> {
                  try (var stranger = RawClient.connect(guarded.coordinator())) {
                    stranger.text(message.getValue());
                    assertTurnedAway(stranger);
                  }
                }));
  }

  @TestFactory
  Stream<DynamicTest> badTokenIsWorthNoMoreThanNone() {
    return BAD_TOKENS.entrySet().stream()
        .map(token ->
            DynamicTest.dynamicTest(
                token.getKey(),
                () -> {
                  assertThat(
                          RawClient.rejection(
                              guarded.coordinator(), "Authorization", "Bearer " + token.getValue()))
                      .isEqualTo(401);
                  for (var message : MESSAGES.entrySet()) {
                    try (var stranger = RawClient.connect(guarded.coordinator())) {
                      // sent at once, so that it is there when the token is looked at
                      stranger.authenticate(token.getValue());
                      sendUnlessClosed(stranger, message.getValue());
                      assertTurnedAway(stranger);
                    }
                  }
                }));
  }

  @TestFactory
  Stream<DynamicTest> roleMaySayWhatItMay() throws IOException {
    var tests = new ArrayList<DynamicTest>();
    for (var role : Role.values()) {
      var token = guarded.token(role, "matrix-" + role.wireName());
      for (var message : MESSAGES.entrySet()) {
        for (var byHeader : List.of(true, false)) {
          tests.add(
              DynamicTest.dynamicTest(
                  role.wireName() + " " + message.getKey() + (byHeader ? ", header" : ", message"),
                  () -> assertCell(role, token, byHeader, message)));
        }
      }
    }
    return tests.stream();
  }

  private static void assertCell(
      Role role, String token, boolean byHeader, Map.Entry<String, String> message)
      throws InterruptedException {
    try (var client = letIn(token, byHeader, role)) {
      if (role == Role.PEER) {
        client.text(Given.register("matrix", 1)).next("peer_registered");
      }
      client.text(message.getValue());
      var expected =
          switch (message.getKey()) {
            case "unknown" -> Optional.of("unknown_message_type");
            case "no JSON" -> Optional.of("malformed_message");
            case String type when type.equals("task_fetch") && role == Role.GAMER ->
                Optional.of("unknown_task");
            case String type when allowed(role).contains(type) -> Optional.<String>empty();
            default -> Optional.of("forbidden");
          };
      assertThat(firstError(client)).isEqualTo(expected);
    }
  }

  private static RawClient letIn(String token, boolean byHeader, Role role)
      throws InterruptedException {
    if (byHeader) {
      return RawClient.withToken(guarded.coordinator(), token);
    }
    var client = RawClient.connect(guarded.coordinator()).authenticate(token);
    var answer = client.next("authenticated");
    assertThat(answer.text("role")).isEqualTo(role.wireName());
    assertThat(answer.text("subject")).isEqualTo("matrix-" + role.wireName());
    return client;
  }

  /** The code of the first error, before the answer to a question that is always answered. */
  private static Optional<String> firstError(RawClient client) throws InterruptedException {
    client.text("{\"msg_type\":\"sing\"}");
    for (var next = client.next(); ; next = client.next()) {
      if (next.text("msg_type").equals("error")) {
        return next.text("message").contains("\"sing\"")
            ? Optional.empty()
            : Optional.of(next.text("code"));
      }
    }
  }

  /** One error, then the end; nothing else, whatever was asked. */
  private static void assertTurnedAway(RawClient stranger) throws InterruptedException {
    stranger.nextError("unauthenticated");
    assertThat(stranger.closeCode()).isEqualTo(UNAUTHENTICATED);
    stranger.assertNothingWaits();
  }

  private static void sendUnlessClosed(RawClient client, String message) {
    try {
      client.text(message);
    } catch (RuntimeException | AssertionError _) {
      // it was quicker
    }
  }
}
