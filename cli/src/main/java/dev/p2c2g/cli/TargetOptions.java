package dev.p2c2g.cli;

import dev.p2c2g.gamer.FrameSize;
import dev.p2c2g.gamer.OutputSize;
import dev.p2c2g.gamer.SessionOptions;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.ImageHeader;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --scale}, {@code --size} and {@code --quality}: what an upscaled picture shall be. */
final class TargetOptions {
  @Option(
      names = "--scale",
      paramLabel = "RATIO",
      description = "1 to 4, default 2; ignored with --size")
  private double scale = 2;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      converter = SizeConverter.class,
      description = "output size in pixels, for example 1920x1080")
  private Optional<FrameSize> size = Optional.empty();

  @Option(
      names = "--quality",
      paramLabel = "WORD",
      description = "fast, balanced or quality; default balanced")
  private FrameUpscaleParams.Quality quality = FrameUpscaleParams.Quality.BALANCED;

  @Option(
      names = "--algorithm",
      paramLabel = "NAME",
      description =
          "cubic, learned, xs, s, m, l, sharp, or a model that a peer offers, whatever the quality"
              + " says; 'p2c2g quality' compares them")
  private Optional<String> algorithm = Optional.empty();

  /** These wishes as a session takes them. */
  SessionOptions session(int fps) {
    var options = SessionOptions.at(fps).withOutput(output()).withQuality(quality);
    return algorithm.map(options::withAlgorithm).orElse(options);
  }

  private OutputSize output() {
    return size.<OutputSize>map(OutputSize.Exact::new).orElseGet(() -> new OutputSize.Scale(scale));
  }

  /**
   * The output size for an input.
   *
   * @throws UserException when it is not 1 to 4 times the input, on each side
   */
  FrameSize outputFor(int inputWidth, int inputHeight) {
    var output = size.orElseGet(() -> scaled(inputWidth, inputHeight));
    if (!isReachable(inputWidth, output.width()) || !isReachable(inputHeight, output.height())) {
      throw new UserException(
          "output "
              + output
              + " is not 1 to 4 times the input's "
              + inputWidth
              + "x"
              + inputHeight
              + " on each side; choose another --size or --scale");
    }
    return output;
  }

  /** The task parameters for a whole picture, with {@link #outputFor} as its size. */
  FrameUpscaleParams paramsFor(
      ImageHeader picture, FrameUpscaleParams.Format format, int jpegQuality) {
    var size = outputFor(picture.width(), picture.height());
    return new FrameUpscaleParams(
        picture.width(),
        picture.height(),
        size.width(),
        size.height(),
        quality,
        format,
        jpegQuality,
        Optional.empty(),
        algorithm);
  }

  private FrameSize scaled(int inputWidth, int inputHeight) {
    if (!(scale >= 1 && scale <= FrameUpscaleParams.MAX_RATIO)) {
      throw new UserException(
          "--scale is " + scale + "; must be from 1 to " + FrameUpscaleParams.MAX_RATIO);
    }
    return new FrameSize(
        (int) Math.round(inputWidth * scale), (int) Math.round(inputHeight * scale));
  }

  private static boolean isReachable(int input, int output) {
    return output >= input && output <= FrameUpscaleParams.MAX_RATIO * input;
  }

  /** Reads {@code 1920x1080}. */
  static final class SizeConverter implements ITypeConverter<FrameSize> {
    private static final Pattern SHAPE = Pattern.compile("([1-9]\\d{0,4})x([1-9]\\d{0,4})");

    @Override
    public FrameSize convert(String text) {
      var matcher = SHAPE.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "'" + text + "' is not WIDTHxHEIGHT, for example 1920x1080");
      }
      return new FrameSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }
  }
}
