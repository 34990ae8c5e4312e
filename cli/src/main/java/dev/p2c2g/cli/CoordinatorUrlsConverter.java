package dev.p2c2g.cli;

import dev.p2c2g.transport.CoordinatorUrls;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads addresses of coordinators, separated by commas. */
final class CoordinatorUrlsConverter implements ITypeConverter<CoordinatorUrls> {
  @Override
  public CoordinatorUrls convert(String text) {
    try {
      return CoordinatorUrls.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'" + text + "' " + e.getMessage());
    }
  }
}
