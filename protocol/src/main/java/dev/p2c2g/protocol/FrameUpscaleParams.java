package dev.p2c2g.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code params} of a {@code frame_upscale} task. All sizes in pixels.
 *
 * @param outputQuality JPEG quality, 1 to 100; without effect on PNG
 * @param region only this part of the output is wanted, in output pixels
 * @param algorithm the name of the algorithm to use, whatever the quality says
 */
public record FrameUpscaleParams(
    int inputWidth,
    int inputHeight,
    int outputWidth,
    int outputHeight,
    Quality quality,
    Format outputFormat,
    int outputQuality,
    Optional<Region> region,
    Optional<String> algorithm) {

  public static final String TASK_TYPE = "frame_upscale";

  /** The feature a peer must have to be given a task with a region. */
  public static final String REGION_FEATURE = "region";

  /** The feature of a peer that has an algorithm is this and the algorithm's name. */
  public static final String ALGORITHM_FEATURE = "algorithm:";

  /** The names of algorithms. */
  public static final Pattern ALGORITHM = Pattern.compile("[A-Za-z0-9._-]{1,32}");

  public static final String ALGORITHM_SHAPE = "1 to 32 of A-Z a-z 0-9 . _ -";

  /** The largest width or height, that of a JPEG. */
  public static final int MAX_SIDE = 65_500;

  public static final int MAX_RATIO = 4;

  public enum Quality {
    FAST,
    BALANCED,
    QUALITY
  }

  public enum Format {
    JPEG,
    PNG
  }

  public record Region(int x, int y, int width, int height) {}

  /** The common case: JPEG at quality 90, the whole frame. */
  public static FrameUpscaleParams of(
      int inputWidth, int inputHeight, int outputWidth, int outputHeight, Quality quality) {
    return new FrameUpscaleParams(
        inputWidth,
        inputHeight,
        outputWidth,
        outputHeight,
        quality,
        Format.JPEG,
        90,
        Optional.empty(),
        Optional.empty());
  }

  /** The same by another algorithm; empty leaves it to the quality. */
  public FrameUpscaleParams withAlgorithm(Optional<String> name) {
    return new FrameUpscaleParams(
        inputWidth,
        inputHeight,
        outputWidth,
        outputHeight,
        quality,
        outputFormat,
        outputQuality,
        region,
        name);
  }

  /** Millions of pixels in the part of the output that is asked for. */
  public double outputMegapixels() {
    return region
            .map(r -> (double) r.width() * r.height())
            .orElse((double) outputWidth * outputHeight)
        / 1e6;
  }

  /**
   * Reads and checks the parameters.
   *
   * @param maxPixels the most pixels an input or an output may have
   */
  public static FrameUpscaleParams read(ObjectNode params, long maxPixels)
      throws ProtocolException {
    var fields = new Fields(params, "params.", ErrorCode.INVALID_PARAMS);
    var read =
        new FrameUpscaleParams(
            side(fields, "input_width"),
            side(fields, "input_height"),
            side(fields, "output_width"),
            side(fields, "output_height"),
            word(fields, "quality", Quality.values(), Quality.BALANCED),
            word(fields, "output_format", Format.values(), Format.JPEG),
            (int) fields.optionalInteger("output_quality", 1, 100).orElse(90),
            region(fields),
            algorithm(params));
    read.checkPixels(maxPixels);
    read.checkSides();
    read.checkRegion();
    return read;
  }

  /**
   * The algorithm that a task names outright, whatever its quality: only peers that announce it can
   * do it.
   */
  private static Optional<String> algorithm(ObjectNode params) throws ProtocolException {
    return new Fields(params, "params.", ErrorCode.INVALID_PARAMS)
        .optionalMatching("algorithm", ALGORITHM, ALGORITHM_SHAPE);
  }

  /** The parameters as a task carries them. */
  public ObjectNode toJson() {
    var json = Json.object();
    json.put("input_width", inputWidth).put("input_height", inputHeight);
    json.put("output_width", outputWidth).put("output_height", outputHeight);
    json.put("quality", wire(quality))
        .put("output_format", wire(outputFormat))
        .put("output_quality", outputQuality);
    algorithm.ifPresent(name -> json.put("algorithm", name));
    region.ifPresent(r ->
        json.putObject("region")
            .put("x", r.x())
            .put("y", r.y())
            .put("width", r.width())
            .put("height", r.height()));
    return json;
  }

  /**
   * What the seal of a task binds its bytes to: whoever changes one of these on the way breaks it.
   * A region is not among them, since sealed frames have none.
   */
  public byte[] sealBinding() {
    return String.join(
            "\n",
            TASK_TYPE,
            Integer.toString(inputWidth),
            Integer.toString(inputHeight),
            Integer.toString(outputWidth),
            Integer.toString(outputHeight),
            wire(quality),
            wire(outputFormat),
            Integer.toString(outputQuality),
            algorithm.orElse(""))
        .getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Checks the picture's own header against these parameters; the pixels themselves are not looked
   * at.
   */
  public void checkPicture(Payload data, long maxPixels) throws ProtocolException {
    if (data instanceof Payload.Inline inline) {
      var header =
          ImageHeader.read(inline.bytes())
              .orElseThrow(() ->
                  ProtocolException.invalidParams(
                      "data: is not a JPEG or PNG picture with a readable header ("
                          + data.size()
                          + " bytes)"));
      if (header.pixels() > maxPixels) {
        throw tooManyPixels(
            "data: the picture's header says", header.width(), header.height(), maxPixels);
      }
      if (header.width() != inputWidth || header.height() != inputHeight) {
        throw ProtocolException.invalidParams(
            "params.input_width, params.input_height: are "
                + inputWidth
                + " x "
                + inputHeight
                + "; must be the picture's own "
                + header.width()
                + " x "
                + header.height());
      }
    }
  }

  private void checkPixels(long maxPixels) throws ProtocolException {
    if ((long) inputWidth * inputHeight > maxPixels) {
      throw tooManyPixels("params: the input has", inputWidth, inputHeight, maxPixels);
    }
    if ((long) outputWidth * outputHeight > maxPixels) {
      throw tooManyPixels("params: the output has", outputWidth, outputHeight, maxPixels);
    }
  }

  private void checkSides() throws ProtocolException {
    checkSide("width", inputWidth, outputWidth);
    checkSide("height", inputHeight, outputHeight);
  }

  private static void checkSide(String side, int input, int output) throws ProtocolException {
    var largest = Math.min(MAX_SIDE, (long) input * MAX_RATIO);
    if (output < input || output > largest) {
      throw ProtocolException.invalidParams(
          "params.output_"
              + side
              + ": is "
              + output
              + "; must be from "
              + input
              + " to "
              + largest
              + " (1 to "
              + MAX_RATIO
              + " times params.input_"
              + side
              + ")");
    }
  }

  private void checkRegion() throws ProtocolException {
    if (region.isPresent()) {
      var r = region.get();
      if ((long) r.x() + r.width() > outputWidth || (long) r.y() + r.height() > outputHeight) {
        throw ProtocolException.invalidParams(
            "params.region: reaches to "
                + ((long) r.x() + r.width())
                + " x "
                + ((long) r.y() + r.height())
                + "; must lie within the output's "
                + outputWidth
                + " x "
                + outputHeight);
      }
    }
  }

  private static Optional<Region> region(Fields fields) throws ProtocolException {
    if (fields.optionalObject("region").isEmpty()) {
      return Optional.empty();
    }
    var region = fields.object("region");
    return Optional.of(
        new Region(
            (int) region.integer("x", 0, MAX_SIDE),
            (int) region.integer("y", 0, MAX_SIDE),
            (int) region.integer("width", 1, MAX_SIDE),
            (int) region.integer("height", 1, MAX_SIDE)));
  }

  /**
   * Any positive int here: a picture that is far too large is told so by its pixels, not by its
   * sides.
   */
  private static int side(Fields fields, String name) throws ProtocolException {
    return (int) fields.integer(name, 1, Integer.MAX_VALUE);
  }

  private static <W extends Enum<W>> W word(Fields fields, String name, W[] words, W absent)
      throws ProtocolException {
    var text = fields.raw(name);
    for (var word : words) {
      if (text.isEmpty() || text.get().equals(wire(word))) {
        return text.isEmpty() ? absent : word;
      }
    }
    var allowed =
        Arrays.stream(words).map(FrameUpscaleParams::wire).collect(Collectors.joining(", "));
    throw ProtocolException.invalidParams(
        "params." + name + ": is \"" + cut(text.orElse("")) + "\"; must be one of " + allowed);
  }

  private static String wire(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  private static String cut(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private static ProtocolException tooManyPixels(
      String who, int width, int height, long maxPixels) {
    return new ProtocolException(
        ErrorCode.PAYLOAD_TOO_LARGE,
        who + " " + width + " x " + height + " pixels; at most " + maxPixels + " are allowed here");
  }
}
