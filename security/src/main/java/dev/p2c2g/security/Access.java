package dev.p2c2g.security;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * How a client shows who it is, and by what it knows its coordinator.
 *
 * @param token to show; where there is none, {@code tokenFile} is read
 * @param tokenFile read anew for each connection, so that a new token in it is taken up
 * @param pins of the coordinator's certificate or its authority's; without any, the system's
 *     authorities and the host's name decide
 * @param certificate to show to a coordinator that asks for one
 */
public record Access(
    Optional<String> token,
    Optional<Path> tokenFile,
    Set<Pin> pins,
    Optional<ClientCertificate> certificate) {
  private static final Access NONE =
      new Access(Optional.empty(), Optional.empty(), Set.of(), Optional.empty());
  private static final int MAX_BYTES = 8_192;

  /** A client's certificate and key in PEM files. */
  public record ClientCertificate(Path certificate, Path key) {}

  /** Copies the pins. */
  public Access {
    pins = Set.copyOf(pins);
  }

  /** Nothing to show. */
  public static Access none() {
    return NONE;
  }

  /** The same with a token in a file. */
  public Access withTokenFile(Path file) {
    return new Access(token, Optional.of(file), pins, certificate);
  }

  /** The same with pins. */
  public Access withPins(Set<Pin> changed) {
    return new Access(token, tokenFile, changed, certificate);
  }

  /**
   * The token to show now; empty for none.
   *
   * @throws IOException when its file cannot be read; the message says which, and never what is in
   *     it
   */
  public Optional<String> currentToken() throws IOException {
    if (token.isPresent() || tokenFile.isEmpty()) {
      return token;
    }
    var file = tokenFile.get();
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException(file + ": is larger than 8 KiB, so it holds no token");
      }
      var text = Files.readString(file, StandardCharsets.US_ASCII).strip();
      if (text.isEmpty() || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
        throw new IOException(file + ": must hold one token and nothing else");
      }
      return Optional.of(text);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file; it should hold the token", e);
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": must hold one token and nothing else", e);
    }
  }

  /** Never the token: this is what ends up in logs. */
  @Override
  public String toString() {
    return "Access[token "
        + (token.isPresent() ? "given" : "from " + tokenFile)
        + ", "
        + pins
        + "]";
  }
}
