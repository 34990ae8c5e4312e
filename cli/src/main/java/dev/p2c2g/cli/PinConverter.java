package dev.p2c2g.cli;

import dev.p2c2g.security.Pin;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A fingerprint on the command line. */
final class PinConverter implements ITypeConverter<Pin> {
  @Override
  public Pin convert(String text) {
    try {
      return Pin.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'" + text + "' " + e.getMessage());
    }
  }
}
