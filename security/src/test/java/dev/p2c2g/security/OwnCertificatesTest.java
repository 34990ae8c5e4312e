package dev.p2c2g.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnCertificatesTest {
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");

  private final FakeClock clock = new FakeClock();

  @TempDir private Path folder;

  private OwnCertificates certificates() {
    return new OwnCertificates(folder, clock);
  }

  @Test
  void certificateIsOfTheAuthorityAndForTheNames() throws Exception {
    var own = certificates();
    assertThat(own.ensure(NAMES)).isTrue();
    var chain = Pem.certificates(own.certificate());
    var authority = Pem.certificates(own.authority()).getFirst();
    assertThat(chain).hasSize(2).last().isEqualTo(authority);
    assertThat(CertificateMaker.names(chain.getFirst())).isEqualTo(NAMES);
    assertThat(chain.getFirst().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    var parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(clock.instant()));
    var path = CertificateFactory.getInstance("X.509").generateCertPath(chain.subList(0, 1));
    assertThat(CertPathValidator.getInstance("PKIX").validate(path, parameters)).isNotNull();
  }

  @Test
  void keysAreTheirOwnersAlone() throws IOException {
    certificates().ensure(NAMES);
    for (var file : List.of("ca.key", "server.key")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
          .as(file)
          .isEqualTo("rw-------");
    }
  }

  @Test
  void certificateStaysUntilAMonthBeforeItsEnd() throws IOException {
    certificates().ensure(NAMES);
    var authority = Files.readString(certificates().authority());
    clock.advance(Duration.ofDays(397 - 31));
    assertThat(certificates().ensure(NAMES)).isFalse();
    clock.advance(Duration.ofDays(2));
    assertThat(certificates().ensure(NAMES)).isTrue();
    assertThat(Files.readString(certificates().authority())).isEqualTo(authority);
  }

  @Test
  void certificateIsMadeAnewForAnotherName() throws IOException {
    certificates().ensure(NAMES);
    assertThat(certificates().ensure(Set.of("localhost"))).as("fewer").isFalse();
    assertThat(certificates().ensure(Set.of("localhost", "play.example"))).isTrue();
  }

  @Test
  void addressHasOneSpelling() {
    assertThat(CertificateMaker.canonical("::1")).isEqualTo("0:0:0:0:0:0:0:1");
    assertThat(CertificateMaker.canonical("127.0.0.1")).isEqualTo("127.0.0.1");
    assertThat(CertificateMaker.canonical("play.example")).isEqualTo("play.example");
  }
}
