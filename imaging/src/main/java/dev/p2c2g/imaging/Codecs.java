package dev.p2c2g.imaging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reading and writing of picture files. The JPEG codec is chosen at first use, of libturbojpeg, the
 * bundled FFmpeg and ImageIO: the fastest that passes a self-test. The system property {@code
 * p2c2g.jpeg} ({@code turbojpeg}, {@code ffmpeg} or {@code imageio}) leaves only that one to
 * choose.
 */
public final class Codecs {
  /** Forces one JPEG codec by its name. */
  public static final String JPEG_PROPERTY = "p2c2g.jpeg";

  /** The codec in use and the line that says why. */
  record Choice(JpegCodec codec, String report) {}

  private static Optional<Choice> chosen = Optional.empty();

  private Codecs() {}

  /**
   * The JPEG codec in use.
   *
   * @throws IllegalArgumentException where the system property names no codec
   * @throws IllegalStateException where no codec works, or not the one that is forced
   */
  public static JpegCodec jpeg() {
    return chosen().codec;
  }

  /**
   * The JPEG codecs of that name's rivals that can run here, those that are the fastest as a rule
   * first. They are as good, and read damaged files each in its own way.
   */
  public static List<JpegCodec> others(String than) {
    List<JpegCodec> others = new ArrayList<>();
    jpegCodecs()
        .forEach((name, maker) -> {
          if (!name.equals(than)) {
            try {
              others.add(maker.get());
            } catch (LinkageError | RuntimeException _) {
              // it is not installed here
            }
          }
        });
    return others;
  }

  /**
   * One line for the log: which JPEG codec is in use, how long each takes for a megapixel and back,
   * and why one is out.
   */
  public static String report() {
    return chosen().report;
  }

  /**
   * Decodes a JPEG or a PNG, told apart by their first bytes.
   *
   * @param maxPixels a header that says more is refused before memory is taken
   */
  public static Picture decode(byte[] data, long maxPixels) {
    return decode(data, maxPixels, Codecs::jpeg, Picture::allocate);
  }

  /** The planes of a JPEG come from {@code into}. */
  static Picture decode(
      byte[] data, long maxPixels, Supplier<JpegCodec> jpeg, PictureAllocator into) {
    return switch (ImageFormat.sniff(data)) {
      case JPEG -> jpeg.get().decode(data, maxPixels, into);
      case PNG -> Png.decode(data, maxPixels);
    };
  }

  /**
   * Encodes a picture.
   *
   * @param jpegQuality 1 to 100, of no effect on PNG, which loses nothing
   */
  public static byte[] encode(Picture picture, ImageFormat format, int jpegQuality) {
    return encode(picture, format, jpegQuality, Codecs::jpeg);
  }

  static byte[] encode(
      Picture picture, ImageFormat format, int jpegQuality, Supplier<JpegCodec> jpeg) {
    return switch (format) {
      case JPEG -> jpeg.get().encode(picture, jpegQuality);
      case PNG -> Png.encode(picture);
    };
  }

  /** All JPEG codecs, those first that are the fastest as a rule, to be made when wanted. */
  static Map<String, Supplier<JpegCodec>> jpegCodecs() {
    Map<String, Supplier<JpegCodec>> codecs = new LinkedHashMap<>();
    codecs.put("turbojpeg", TurboJpeg::new);
    codecs.put("ffmpeg", FfmpegJpeg::new);
    codecs.put("imageio", ImageIoJpeg::new);
    return codecs;
  }

  private static synchronized Choice chosen() {
    if (chosen.isEmpty()) {
      chosen = Optional.of(choose(Optional.ofNullable(System.getProperty(JPEG_PROPERTY))));
    }
    return chosen.get();
  }

  static Choice choose(Optional<String> forced) {
    return choose(jpegCodecs(), forced);
  }

  static Choice choose(Map<String, Supplier<JpegCodec>> codecs, Optional<String> forced) {
    forced.ifPresent(name -> requireKnown(name, codecs));
    CodecContest contest = new CodecContest();
    codecs.forEach((name, maker) -> {
      if (forced.map(name::equals).orElse(true)) {
        contest.enter(name, maker);
      }
    });
    JpegCodec winner = contest.winner();
    String why = forced.isPresent() ? "forced by -D" + JPEG_PROPERTY : "the fastest";
    return new Choice(winner, "JPEG by %s, %s: %s".formatted(winner.name(), why, contest.report()));
  }

  private static void requireKnown(String name, Map<String, ?> codecs) {
    if (!codecs.containsKey(name)) {
      throw new IllegalArgumentException(
          "system property %s is '%s', must be one of %s"
              .formatted(JPEG_PROPERTY, name, codecs.keySet()));
    }
  }
}
