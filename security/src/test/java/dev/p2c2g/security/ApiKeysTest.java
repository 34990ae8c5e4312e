package dev.p2c2g.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.p2c2g.protocol.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeysTest {
  private final FakeClock clock = new FakeClock();

  @TempDir private Path folder;
  private Path file;
  private ApiKeyFile keys;

  @BeforeEach
  void open() {
    file = folder.resolve("new").resolve("api-keys.json");
    keys = new ApiKeyFile(file, clock);
  }

  private Tokens tokens() throws IOException {
    return Tokens.open(file, Optional.empty(), clock);
  }

  @Test
  void tokenOfIssuedKeyTellsWhoItsBearerIs() throws IOException {
    var issued = keys.issue(Role.PEER, "alice", Optional.empty());
    var verdict = tokens().check(issued.token());
    assertThat(verdict)
        .isEqualTo(
            new Verdict.Known(
                new Identity(
                    "alice",
                    Role.PEER,
                    "key:" + issued.key().id(),
                    Optional.empty(),
                    Optional.empty())));
  }

  @Test
  void fileHoldsNoSecret() throws IOException {
    var issued = keys.issue(Role.GAMER, "bob", Optional.empty());
    var secret = issued.token().substring(issued.token().length() - 43);
    assertThat(Files.readString(file)).contains(issued.key().id()).doesNotContain(secret);
    assertThat(issued.key().toString()).doesNotContain(secret);
    assertThat(ApiKeyToken.parse(issued.token()).orElseThrow().toString()).doesNotContain(secret);
  }

  @Test
  void fileIsItsOwnersAlone() throws IOException {
    keys.issue(Role.GAMER, "bob", Optional.empty());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void sameSecretIsKeptUnderAnotherHashEachTime() throws IOException {
    var one = keys.issue(Role.PEER, "a", Optional.empty()).key();
    var two = keys.issue(Role.PEER, "a", Optional.empty()).key();
    assertThat(one.salt()).isNotEqualTo(two.salt());
    assertThat(ApiKey.hash(one.salt(), "x")).isNotEqualTo(ApiKey.hash(two.salt(), "x"));
  }

  @Test
  void wrongSecretUnknownKeyAndOtherTextsAreRefused() throws IOException {
    var token = keys.issue(Role.PEER, "alice", Optional.empty()).token();
    var last = token.charAt(token.length() - 1) == 'A' ? 'B' : 'A';
    var tokens = tokens();
    assertRefused(tokens.check(token.substring(0, token.length() - 1) + last), "a wrong secret");
    assertRefused(tokens.check("p2c2g_aaaaaaaaaa" + token.substring(16)), "no key aaaaaaaaaa");
    assertRefused(tokens.check(token + "x"), "no API key");
    assertRefused(tokens.check(""), "no API key");
    assertRefused(tokens.check("p2c2g_../../etc_" + "A".repeat(43)), "no API key");
  }

  @Test
  void expiredKeyIsRefusedFromItsLastInstantOn() throws IOException {
    var token = keys.issue(Role.PEER, "alice", Optional.of(Duration.ofDays(1))).token();
    var tokens = tokens();
    clock.advance(Duration.ofDays(1).minusMillis(1));
    var identity = ((Verdict.Known) tokens.check(token)).identity();
    assertThat(tokens.isGood(identity)).isTrue();
    clock.advance(Duration.ofMillis(1));
    assertRefused(tokens.check(token), "expired");
    assertThat(tokens.isGood(identity)).isFalse();
  }

  @Test
  void revokedKeyIsRefusedOnceTheFileWasReadAgain() throws IOException {
    var issued = keys.issue(Role.PEER, "alice", Optional.empty());
    var other = keys.issue(Role.PEER, "carol", Optional.empty());
    var tokens = tokens();
    var identity = ((Verdict.Known) tokens.check(issued.token())).identity();
    assertThat(keys.revoke(issued.key().id())).isTrue();
    assertThat(keys.revoke(issued.key().id())).as("twice").isFalse();
    assertThat(keys.revoke("nosuchkey2")).isFalse();
    assertThat(tokens.refresh()).isTrue();
    assertThat(tokens.refresh()).as("nothing new").isFalse();
    assertRefused(tokens.check(issued.token()), "revoked");
    assertThat(tokens.isGood(identity)).isFalse();
    assertThat(tokens.check(other.token())).isInstanceOf(Verdict.Known.class);
  }

  @Test
  void keyThatIsDeletedFromTheFileIsGoodNoMore() throws IOException {
    var issued = keys.issue(Role.PEER, "alice", Optional.empty());
    var tokens = tokens();
    var identity = ((Verdict.Known) tokens.check(issued.token())).identity();
    Files.delete(file);
    assertThat(tokens.refresh()).isTrue();
    assertThat(tokens.isGood(identity)).isFalse();
  }

  @Test
  void brokenFileLeavesTheKeysThatWereKnown() throws IOException {
    var issued = keys.issue(Role.PEER, "alice", Optional.empty());
    var tokens = tokens();
    Files.writeString(file, "{\"keys\": [{\"id\": ");
    assertThat(tokens.refresh()).isFalse();
    assertThat(tokens.check(issued.token())).isInstanceOf(Verdict.Known.class);
    assertThatThrownBy(this::tokens).hasMessageContaining("api-keys.json");
  }

  @Test
  void keyWithoutAFieldIsNamed() throws IOException {
    keys.issue(Role.PEER, "alice", Optional.empty());
    Files.writeString(file, Files.readString(file).replace("subject", "sobject"));
    assertThatThrownBy(keys::list)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("key 1 of the file: subject: is missing");
  }

  @Test
  void keysMadeAtTheSameTimeAreAllKept() throws IOException {
    IntStream.range(0, 24).parallel().forEach(n -> issue("gamer" + n));
    assertThat(keys.list()).hasSize(24);
    assertThat(keys.list().stream().map(ApiKey::id).distinct()).hasSize(24);
  }

  @Test
  void subjectIsANameThatCanStandInALog() {
    assertThatThrownBy(() -> keys.issue(Role.PEER, "two words", Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("subject");
  }

  @Test
  void localTokensAreMadeOnceAndAgainWhenTheyAreRevoked() throws IOException {
    Tokens tokens = tokens();
    assertThat(LocalTokens.ensure(folder, keys, tokens)).isTrue();
    tokens.refresh();
    assertThat(LocalTokens.ensure(folder, keys, tokens)).as("again").isFalse();
    for (var role : Role.values()) {
      var token = LocalTokens.find(folder, role).orElseThrow();
      assertThat(tokens.check(token))
          .isInstanceOfSatisfying(
              Verdict.Known.class, known -> assertThat(known.identity().role()).isEqualTo(role));
    }
    keys.revoke(keys.list().getFirst().id());
    tokens.refresh();
    assertThat(LocalTokens.ensure(folder, keys, tokens)).as("after a revocation").isTrue();
  }

  private void issue(String subject) {
    try {
      keys.issue(Role.GAMER, subject, Optional.empty());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void assertRefused(Verdict verdict, String why) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Refused.class, refused -> assertThat(refused.why()).contains(why));
  }
}
