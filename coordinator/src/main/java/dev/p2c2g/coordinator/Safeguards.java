package dev.p2c2g.coordinator;

import dev.p2c2g.security.AuditLog;
import dev.p2c2g.security.LocalTokens;
import dev.p2c2g.security.OwnCertificates;
import dev.p2c2g.security.Pem;
import dev.p2c2g.security.Pin;
import dev.p2c2g.security.Tokens;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What a coordinator that was started keeps strangers out with. */
final class Safeguards implements AutoCloseable {
  private static final Logger LOG = System.getLogger("security");

  private final Optional<Tokens> tokens;
  private final Optional<AuditLog> audit;
  private final Optional<OwnCertificates> own;
  private final Optional<ServerTls> tls;
  private final Set<String> names;

  private Safeguards(
      Optional<Tokens> tokens,
      Optional<AuditLog> audit,
      Optional<OwnCertificates> own,
      Optional<ServerTls> tls,
      Set<String> names) {
    this.tokens = tokens;
    this.audit = audit;
    this.own = own;
    this.tls = tls;
    this.names = names;
  }

  /**
   * Reads keys and certificates, and makes what is missing of our own.
   *
   * @throws CoordinatorStartException when that cannot be; the message says which file and why
   */
  static Safeguards open(CoordinatorConfig config) {
    try {
      return opened(config);
    } catch (IOException e) {
      throw new CoordinatorStartException("security: " + e.getMessage(), e);
    }
  }

  private static Safeguards opened(CoordinatorConfig config) throws IOException {
    var settings = config.security();
    var folder = settings.folder();
    var encrypts = settings.encrypts(config.server().listenAddress());
    var own =
        encrypts && settings.certificate().isEmpty()
            ? Optional.of(new OwnCertificates(folder))
            : Optional.<OwnCertificates>empty();
    var names = names(config);
    for (var certificates : own.stream().toList()) {
      certificates.ensure(names);
    }
    var tls = encrypts ? Optional.of(tls(config, own)) : Optional.<ServerTls>empty();
    if (settings.auth() == SecuritySettings.Auth.NONE) {
      LOG.log(
          Level.WARNING,
          "security.auth is none: EVERY PROGRAM ON THIS MACHINE may send and take tasks");
      return new Safeguards(Optional.empty(), Optional.empty(), own, tls, names);
    }
    var audit = AuditLog.open(settings.auditFile());
    audit.note("started", "address", config.server().listenAddress());
    return new Safeguards(
        Optional.of(tokens(settings, folder)), Optional.of(audit), own, tls, names);
  }

  private static ServerTls tls(CoordinatorConfig config, Optional<OwnCertificates> own)
      throws IOException {
    var files =
        own.map(o -> new SecuritySettings.CertificateFiles(o.certificate(), o.key()))
            .or(config.security()::certificate)
            .orElseThrow();
    return new ServerTls(config.security(), files, config.connections().handshakeTimeoutMs());
  }

  private static Tokens tokens(SecuritySettings settings, Path folder) throws IOException {
    var tokens = Tokens.open(settings.keyFile(), settings.jwt());
    if (LocalTokens.ensure(folder, settings.keys(), tokens)) {
      tokens.refresh();
    }
    return tokens;
  }

  /** What this machine may be called by those who connect to it. */
  private static Set<String> names(CoordinatorConfig config) {
    var names = new HashSet<>(config.security().hostNames());
    names.add("localhost");
    names.add(InetAddress.getLoopbackAddress().getHostAddress());
    var address = config.server().listenAddress();
    try {
      var literal = InetAddress.ofLiteral(address);
      if (literal.isAnyLocalAddress()) {
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(a -> !a.isLinkLocalAddress())
            .forEach(a -> names.add(withoutZone(a)));
      } else {
        names.add(literal.getHostAddress());
      }
    } catch (IllegalArgumentException _) {
      names.add(address);
    } catch (SocketException e) {
      LOG.log(Level.WARNING, "this machine''s addresses are not known: {0}", e.getMessage());
    }
    return names;
  }

  /** The zone of an IPv6 address is this machine's own affair. */
  private static String withoutZone(InetAddress address) {
    return address.getHostAddress().replaceFirst("%.*", "");
  }

  Optional<Tokens> tokens() {
    return tokens;
  }

  Optional<AuditLog> audit() {
    return audit;
  }

  /** Options of a server, with TLS where connections are encrypted. */
  HttpServerOptions serverOptions() {
    try {
      return tls.isPresent() ? tls.get().options() : new HttpServerOptions();
    } catch (IOException e) {
      throw new CoordinatorStartException("security: " + e.getMessage(), e);
    }
  }

  /** What clients pin; empty where the certificate is not one of ours. */
  Optional<Pin> pin() throws IOException {
    return own.isEmpty()
        ? Optional.empty()
        : Optional.of(Pin.of(Pem.certificates(own.get().authority()).getFirst()));
  }

  /**
   * Reads what has changed on disk; call from a worker, twice a second or more.
   *
   * @return TLS options for connections to come, when they have changed
   */
  Optional<ServerSSLOptions> refresh() {
    tokens.ifPresent(Tokens::refresh);
    return tls.flatMap(ServerTls::changed);
  }

  /** Makes our own certificate anew when it is time; call from a worker, once in a while. */
  void renew() {
    own.ifPresent(this::renew);
  }

  private void renew(OwnCertificates certificates) {
    try {
      certificates.ensure(names);
    } catch (IOException e) {
      LOG.log(Level.ERROR, "the certificate cannot be made anew: {0}", e.getMessage());
    }
  }

  @Override
  public void close() {
    audit.ifPresent(log -> {
      log.note("stopped");
      log.close();
    });
  }
}
