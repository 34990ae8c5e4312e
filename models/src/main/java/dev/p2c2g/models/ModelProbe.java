package dev.p2c2g.models;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is found out about a model by running a tiny tile through it.
 *
 * @param scale 2 or 4
 * @param fixed whether it takes tiles of the configured size alone
 * @param workBytesPerPixel memory of a run for each input pixel, beside input and output
 */
record ModelProbe(int scale, boolean fixed, long workBytesPerPixel) {
  private static final int SIDE = 32;

  /** Steps' own needs: {@code "activation_size" : "12"}. */
  private static final Pattern SIZES =
      Pattern.compile("\"(activation_size|output_size)\"\\s*:\\s*\"(\\d+)\"");

  /**
   * Inputs and outputs of a step, and half as much again for what earlier steps hold for later
   * ones, and for the steps' own scratch.
   */
  private static final double HELD = 1.5;

  static ModelProbe of(ModelSettings settings) throws OrtException, IOException {
    Path folder = Files.createTempDirectory("p2c2g-model");
    try (Network network = Network.open(settings.path(), Optional.of(folder.resolve("profile")))) {
      boolean fixed = requireInput(settings, network);
      int side = fixed ? settings.tile() : SIDE;
      int scale = scale(settings, side, network.outputShape(side, side));
      double peak = HELD * greatestStep(Files.readString(network.profile()));
      return new ModelProbe(scale, fixed, (long) Math.ceil(peak / side / side));
    } finally {
      delete(folder);
    }
  }

  /** The greatest sum of inputs and outputs of one step, in bytes. */
  static long greatestStep(String profile) {
    long greatest = 0;
    // an event begins with its category; braces part the shapes within it too
    for (String event : profile.split("\"cat\"", -1)) {
      long sum = 0;
      Matcher size = SIZES.matcher(event);
      while (size.find()) {
        sum += Long.parseLong(size.group(2));
      }
      greatest = Math.max(greatest, sum);
    }
    return greatest;
  }

  private static boolean requireInput(ModelSettings settings, Network network) throws OrtException {
    long[] shape = network.inputShape().orElse(new long[0]);
    boolean picture =
        shape.length == 4 && (shape[0] == 1 || shape[0] < 0) && (shape[1] == 3 || shape[1] < 0);
    if (!picture) {
      throw new ModelException(
          settings,
          "its input is "
              + Arrays.toString(shape)
              + ", must be 1 x 3 x height x width floats (red, green, blue)");
    }
    boolean free = shape[2] < 0 && shape[3] < 0;
    if (!free && (shape[2] != settings.tile() || shape[3] != settings.tile())) {
      throw new ModelException(
          settings,
          "it takes %d x %d pixels alone; set tile to that size, or export it with free sizes"
              .formatted(shape[3], shape[2]));
    }
    return !free;
  }

  private static int scale(ModelSettings settings, int side, long[] out) {
    for (int scale : new int[] {2, 4}) {
      if (Arrays.equals(out, new long[] {1, 3, (long) scale * side, (long) scale * side})) {
        return scale;
      }
    }
    throw new ModelException(
        settings,
        "it makes %s of 1 x 3 x %d x %d; must be 2 or 4 times the height and width"
            .formatted(Arrays.toString(out), side, side));
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
