package dev.p2c2g.bands;

import dev.p2c2g.bands.BandRefusedException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A frame header (ITU-T T.81, B.2.2).
 *
 * @param width samples a line, 1 to 65535
 * @param height lines, 1 to 65535
 * @param components one or three, in the file's order
 */
record FrameHeader(int width, int height, List<Component> components) {
  private static final int BLOCK = 8;

  /** Blocks that an interleaved MCU may have (B.2.3). */
  private static final int MAX_MCU_BLOCKS = 10;

  /** Sampling factors are 1 to 4, {@code table} 0 to 3. */
  record Component(int id, int horizontal, int vertical, int table) {
    int blocks() {
      return horizontal * vertical;
    }
  }

  static FrameHeader read(Cursor in) throws BandRefusedException {
    int bits = in.u8();
    if (bits != 8) {
      throw new BandRefusedException(
          Reason.NOT_EIGHT_BIT, "the JPEG has samples of " + bits + " bits, must be 8");
    }
    int height = in.u16();
    int width = in.u16();
    if (width == 0 || height == 0) {
      throw new BandRefusedException(
          Reason.MALFORMED, "the JPEG says it is " + width + "x" + height);
    }
    FrameHeader frame = new FrameHeader(width, height, components(in));
    in.requireEnd();
    if (frame.components.size() > 1 && frame.blocksOfAll() > MAX_MCU_BLOCKS) {
      throw new BandRefusedException(
          Reason.MALFORMED,
          "an MCU has " + frame.blocksOfAll() + " blocks, most is " + MAX_MCU_BLOCKS);
    }
    return frame;
  }

  private static List<Component> components(Cursor in) throws BandRefusedException {
    int count = in.u8();
    if (count != 1 && count != 3) {
      throw new BandRefusedException(
          Reason.COMPONENTS, "the JPEG has " + count + " components, must be 1 or 3");
    }
    List<Component> components = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int id = in.u8();
      int sampling = in.u8();
      Component component = new Component(id, sampling >> 4, sampling & 15, in.u8());
      requireValid(component, components);
      components.add(component);
    }
    return List.copyOf(components);
  }

  private static void requireValid(Component component, List<Component> before)
      throws BandRefusedException {
    boolean valid =
        component.horizontal >= 1
            && component.horizontal <= 4
            && component.vertical >= 1
            && component.vertical <= 4
            && component.table <= 3
            && before.stream().noneMatch(other -> other.id == component.id);
    if (!valid) {
      throw new BandRefusedException(
          Reason.MALFORMED,
          component + " of the frame: factors must be 1 to 4, table 0 to 3, ids different");
    }
  }

  /** Pixels; 8 for a single component, whose factors mean nothing (A.2.2). */
  int mcuWidth() {
    return BLOCK * (isSingle() ? 1 : most(components.stream().mapToInt(Component::horizontal)));
  }

  /** Pixels; 8 for a single component, whose factors mean nothing (A.2.2). */
  int mcuHeight() {
    return BLOCK * (isSingle() ? 1 : most(components.stream().mapToInt(Component::vertical)));
  }

  long mcus() {
    return (long) mcusAcross() * ceilDiv(height, mcuHeight());
  }

  int mcusAcross() {
    return ceilDiv(width, mcuWidth());
  }

  /** Blocks of samples in the scan, those that only pad included. */
  long blocks() {
    return mcus() * (isSingle() ? 1 : blocksOfAll());
  }

  private boolean isSingle() {
    return components.size() == 1;
  }

  private int blocksOfAll() {
    return components.stream().mapToInt(Component::blocks).sum();
  }

  private static int most(IntStream factors) {
    return factors.max().orElseThrow();
  }

  private static int ceilDiv(int amount, int share) {
    return (amount + share - 1) / share;
  }
}
