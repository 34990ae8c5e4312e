package dev.p2c2g.coordinator;

import dev.p2c2g.config.IntRange;
import dev.p2c2g.config.Settings;
import dev.p2c2g.security.ApiKeyFile;
import dev.p2c2g.security.JwtRules;
import dev.p2c2g.security.LocalAccess;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The section {@code security}.
 *
 * @param auth how a connection proves who it is
 * @param directory of API keys, our own certificates, local tokens and the audit log; empty for
 *     {@code .p2c2g} in the user's home
 * @param jwt which JWTs are believed beside API keys; empty for none
 * @param tls whether connections are encrypted
 * @param certificate the operator's own certificate; empty for one of ours
 * @param tlsVersion the oldest version of TLS that is spoken
 * @param hostNames up to 32 names and addresses that a certificate of ours is good for, besides
 *     this machine's
 * @param peerAuthority certificates of authorities: peers must show a certificate by one of them;
 *     empty where a token is enough
 */
public record SecuritySettings(
    Auth auth,
    Optional<Path> directory,
    Optional<JwtRules> jwt,
    Tls tls,
    Optional<CertificateFiles> certificate,
    TlsVersion tlsVersion,
    List<String> hostNames,
    Optional<Path> peerAuthority) {
  static final String TLS_KEY = "security.tls";
  static final String CERTIFICATE_KEY = "security.tls_certificate";
  static final String JWKS_KEY = "security.jwks_file";
  static final String PEER_AUTHORITY_KEY = "security.peer_ca";
  private static final IntRange HOSTS = IntRange.of(0, 32);
  private static final int MAX_CLAIM = 256;

  /** The ways to authenticate. */
  public enum Auth {
    /** By an API key or a JWT. */
    TOKEN,
    /** Nobody is asked; only on a loopback address. */
    NONE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether connections are encrypted. */
  public enum Tls {
    /** Unless the coordinator listens on a loopback address. */
    AUTO,
    ON,
    /** For a coordinator behind something that encrypts. */
    OFF;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Versions of TLS that are thought safe. */
  public enum TlsVersion {
    V1_3("1.3"),
    V1_2("1.2");

    private final String text;

    TlsVersion(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** A chain of certificates and its private key, as PEM files. */
  public record CertificateFiles(Path certificate, Path key) {}

  /** Copies the names. */
  public SecuritySettings {
    hostNames = List.copyOf(hostNames);
  }

  /** Where keys, certificates and the audit log are. */
  public Path folder() {
    return directory.orElseGet(() -> LocalAccess.folder(System.getenv()));
  }

  /** The API keys. */
  public ApiKeyFile keys() {
    return new ApiKeyFile(keyFile());
  }

  /** Who did what. */
  public Path auditFile() {
    return folder().resolve("audit.log");
  }

  /** Who may not work here. */
  Path banFile() {
    return folder().resolve("bans.json");
  }

  Path keyFile() {
    return folder().resolve("api-keys.json");
  }

  /** Whether connections to that address are encrypted. */
  public boolean encrypts(String listenAddress) {
    return tls == Tls.ON || (tls == Tls.AUTO && !ListenAddress.isLoopback(listenAddress));
  }

  /** The same where nobody is asked who he is. */
  public SecuritySettings withoutAuthentication() {
    return new SecuritySettings(
        Auth.NONE,
        directory,
        Optional.empty(),
        tls,
        certificate,
        tlsVersion,
        hostNames,
        peerAuthority);
  }

  static SecuritySettings read(Settings settings) {
    return new SecuritySettings(
        settings.word("security.auth", Auth.TOKEN),
        settings.path("security.directory"),
        jwt(settings),
        settings.word(TLS_KEY, Tls.AUTO),
        certificate(settings),
        settings.word("security.tls_min_version", TlsVersion.V1_3),
        settings.list("security.host_names", List.of(), HOSTS, ListenAddress::parse),
        settings.path(PEER_AUTHORITY_KEY));
  }

  private static Optional<JwtRules> jwt(Settings settings) {
    var jwks = settings.path(JWKS_KEY);
    var issuer = settings.converted("security.jwt_issuer", "", SecuritySettings::claim);
    var audience = settings.converted("security.jwt_audience", "", SecuritySettings::claim);
    if (jwks.isPresent() && (issuer.isEmpty() || audience.isEmpty())) {
      settings.reject(
          JWKS_KEY,
          "is given without security.jwt_issuer and security.jwt_audience; give all three");
    }
    if (jwks.isEmpty() && !(issuer.isEmpty() && audience.isEmpty())) {
      settings.reject(
          JWKS_KEY,
          "is missing; give the keys that JWTs are signed with, or delete security.jwt_issuer and"
              + " security.jwt_audience",
          "security.jwt_issuer",
          "security.jwt_audience");
    }
    return jwks.map(file -> new JwtRules(file, issuer, audience));
  }

  private static Optional<CertificateFiles> certificate(Settings settings) {
    var certificate = settings.path(CERTIFICATE_KEY);
    var key = settings.path("security.tls_key");
    if (certificate.isPresent() != key.isPresent()) {
      settings.reject(
          CERTIFICATE_KEY, "and security.tls_key: give both, or neither", "security.tls_key");
    }
    return certificate.flatMap(file -> key.map(k -> new CertificateFiles(file, k)));
  }

  private static String claim(String text) {
    if (text.length() > MAX_CLAIM) {
      throw new IllegalArgumentException("is longer than " + MAX_CLAIM + " characters");
    }
    return text;
  }
}
