package dev.p2c2g.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertCheckCommandTest {
  private static final int SECONDS = 60;

  @TempDir private Path folder;

  @Test
  void coordinatorAcceptsNothingWeakThoughItSpeaksTls12() throws Exception {
    var environment =
        Map.of(
            "P2C2G_SECURITY_TLS", "on",
            "P2C2G_SECURITY_TLS_MIN_VERSION", "1.2",
            "P2C2G_SECURITY_DIRECTORY", folder.toString(),
            "P2C2G_MONITORING_ENABLE", "false");
    try (var coordinator = Program.p2c2g(environment, "coordinator", "--port", "0")) {
      var url = coordinator.awaitLine("coordinator ready on (wss://\\S+)").group(1);
      try (var check = Program.p2c2g("cert", "check", url)) {
        assertThat(check.awaitExit(SECONDS)).as(check.output()).isZero();
        assertThat(check.output())
            .containsPattern("TLSv1.3 +TLS_AES_256_GCM_SHA384")
            .containsPattern("TLSv1.2 +TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384")
            .containsPattern("TLSv1.1 +not accepted")
            .contains("SHA-1 signatures in handshakes: not accepted")
            .contains("renegotiation asked for by the client: not accepted")
            .contains("not tried SSL 2 and compression")
            .contains("nothing weak was found");
      }
    }
  }

  @Test
  void everythingWeakOfAWeakServerIsNamed() throws Exception {
    var relaxed = Files.writeString(folder.resolve("relaxed.properties"), RELAXED);
    var jvmOptions = List.of("-Djava.security.properties=" + relaxed);
    try (var server = Program.java(jvmOptions, WeakTlsServer.class, weakKey().toString())) {
      var port = server.awaitLine(WeakTlsServer.READY + "(\\d+)").group(1);
      try (var check = Program.p2c2g("cert", "check", "wss://127.0.0.1:" + port)) {
        assertThat(check.awaitExit(SECONDS)).as(check.output()).isEqualTo(1);
        assertThat(check.output())
            .contains("WEAK      TLSv1.1 is accepted")
            .contains("WEAK      TLSv1 is accepted")
            .contains("TLS_RSA_WITH_AES_128_GCM_SHA256: no forward secrecy")
            .contains("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA: no authenticated encryption")
            .contains("_anon_")
            .contains("CN=weak: an RSA key of 1024 bits")
            .contains("CN=weak: signed with SHA1withRSA")
            .contains("SHA-1 signatures in handshakes: accepted")
            .contains("renegotiation asked for by the client: accepted")
            .doesNotContain("_GCM_SHA384: no authenticated encryption");
      }
    }
  }

  private static final String RELAXED =
      """
      jdk.tls.disabledAlgorithms=
      jdk.certpath.disabledAlgorithms=
      jdk.tls.legacyAlgorithms=
      """;

  private Path weakKey() throws Exception {
    var store = folder.resolve("weak.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var made =
        new ProcessBuilder(
                List.of(
                    keytool,
                    "-genkeypair",
                    "-alias",
                    "weak",
                    "-keyalg",
                    "RSA",
                    "-keysize",
                    "1024",
                    "-sigalg",
                    "SHA1withRSA",
                    "-dname",
                    "CN=weak",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    String.valueOf(WeakTlsServer.PASSWORD)))
            .redirectErrorStream(true)
            .start();
    made.getInputStream().readAllBytes();
    assertThat(made.waitFor()).isZero();
    return store;
  }
}
