package dev.p2c2g.cli;

import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.security.Circle;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --seal-to}: which peers alone may see the frames. */
final class SealOption {
  @Option(
      names = "--seal-to",
      paramLabel = "x25519:KEY",
      converter = CircleConverter.class,
      description =
          "encrypts frames for the peers that have this circle's private key, as p2c2g seal new"
              + " prints it: the coordinator relays what it cannot read")
  private Optional<Circle> circle = Optional.empty();

  boolean isSet() {
    return circle.isPresent();
  }

  /** From now on the client seals, where that was asked for. */
  void applyTo(GamerClient client) {
    circle.ifPresent(client::sealTo);
  }

  /** Reads {@code x25519:…}. */
  static final class CircleConverter implements ITypeConverter<Circle> {
    @Override
    public Circle convert(String text) {
      try {
        return Circle.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + text + "' " + e.getMessage());
      }
    }
  }
}
