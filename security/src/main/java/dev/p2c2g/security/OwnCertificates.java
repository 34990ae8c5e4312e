package dev.p2c2g.security;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A private certificate authority and the coordinator's certificate by it, as PEM files in one
 * folder: made when they are missing, and the certificate anew before it ends or when it lacks a
 * name. Clients pin the authority, so they notice nothing of that.
 */
public final class OwnCertificates {
  private static final Logger LOG = System.getLogger("security");
  private static final Duration AUTHORITY_LIFETIME = Duration.ofDays(3_650);
  private static final Duration LIFETIME = Duration.ofDays(397);
  private static final Duration RENEWED_BEFORE = Duration.ofDays(30);

  private final Path folder;
  private final InstantSource clock;

  public OwnCertificates(Path folder) {
    this(folder, InstantSource.system());
  }

  OwnCertificates(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** The authority's certificate; its fingerprint is what clients pin. */
  public Path authority() {
    return folder.resolve("ca.pem");
  }

  /** The coordinator's certificate, and the authority's behind it. */
  public Path certificate() {
    return folder.resolve("server.pem");
  }

  /** The coordinator's private key. */
  public Path key() {
    return folder.resolve("server.key");
  }

  private Path authorityKey() {
    return folder.resolve("ca.key");
  }

  /**
   * Makes what is missing or about to end.
   *
   * @param names host names and IP addresses that the certificate is to be good for
   * @return whether anything was made
   * @throws IOException when the folder cannot be written to, or holds something else
   */
  public boolean ensure(Set<String> names) throws IOException {
    PrivateFiles.createFolder(folder);
    var made = !Files.exists(authority()) || !Files.exists(authorityKey());
    if (made) {
      var authority = CertificateMaker.authority(clock.instant(), AUTHORITY_LIFETIME);
      PrivateFiles.write(authorityKey(), Pem.of(authority.key()));
      PrivateFiles.write(authority(), Pem.of(List.of(authority.certificate())));
    }
    if (made || !isGood(names)) {
      issue(names);
      return true;
    }
    return false;
  }

  /**
   * Makes a client's certificate by the authority, in files named after the subject; a new one
   * replaces the one before.
   *
   * @param subject 1 to 64 of {@code A-Z a-z 0-9 . _ -}
   * @throws IOException when there is no authority, or the files cannot be written
   */
  public Access.ClientCertificate clientCertificate(String subject) throws IOException {
    if (!subject.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IOException("'" + subject + "' is not 1 to 64 of A-Z a-z 0-9 . _ -");
    }
    var made = CertificateMaker.client(authorityPair(), subject, clock.instant(), LIFETIME);
    var files =
        new Access.ClientCertificate(
            folder.resolve("client-" + subject + ".pem"),
            folder.resolve("client-" + subject + ".key"));
    PrivateFiles.write(files.key(), Pem.of(made.key()));
    PrivateFiles.write(files.certificate(), Pem.of(List.of(made.certificate())));
    return files;
  }

  private CertificateMaker.Pair authorityPair() throws IOException {
    return new CertificateMaker.Pair(
        Pem.key(authorityKey()), Pem.certificates(authority()).getFirst());
  }

  private boolean isGood(Set<String> names) throws IOException {
    if (!Files.exists(certificate()) || !Files.exists(key())) {
      return false;
    }
    var certificate = Pem.certificates(certificate()).getFirst();
    var end = certificate.getNotAfter().toInstant();
    return clock.instant().isBefore(end.minus(RENEWED_BEFORE))
        && CertificateMaker.names(certificate).containsAll(names);
  }

  private void issue(Set<String> names) throws IOException {
    var authority = authorityPair();
    var made = CertificateMaker.server(authority, new TreeSet<>(names), clock.instant(), LIFETIME);
    // the key first: whoever reads the two in between finds that they do not match, and waits
    PrivateFiles.write(key(), Pem.of(made.key()));
    PrivateFiles.write(certificate(), Pem.of(List.of(made.certificate(), authority.certificate())));
    LOG.log(Level.INFO, "made the certificate {0} for {1}", certificate(), names);
  }
}
