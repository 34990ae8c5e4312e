package dev.p2c2g.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Texts that travel inside the jars. */
final class Resource {
  private Resource() {}

  /** The text of a resource that the build put on the class path. */
  static String text(String name) {
    try (var in = Optional.ofNullable(Resource.class.getResourceAsStream(name)).orElseThrow()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
