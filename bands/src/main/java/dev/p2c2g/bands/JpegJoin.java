package dev.p2c2g.bands;

import dev.p2c2g.bands.BandRefusedException.Reason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the JPEGs of bands, cut at whole MCU rows, under one header. A restart marker (ITU-T T.81,
 * E.1.4) starts the prediction of the block means anew, which is just how the next band's bytes
 * begin; so with an interval of one band the bytes go together as they are, and decode to the same
 * blocks that encoding the whole picture gives.
 */
public final class JpegJoin {
  private static final int MAX_SIDE = 65_535;
  private static final int MAX_INTERVAL_MCUS = 65_535;
  private static final int RESTARTS = 8;
  private static final int INTERVAL_SEGMENT_BYTES = 6;
  private static final int MARKER_BYTES = 2;

  private JpegJoin() {}

  /**
   * Reads and joins bands.
   *
   * @param bands whole JPEGs from the top down, each from its position to its limit
   * @throws BandRefusedException where one cannot be a band or does not fit, naming which
   */
  public static byte[] join(List<ByteBuffer> bands) throws BandRefusedException {
    List<JpegBand> read = new ArrayList<>();
    for (ByteBuffer band : bands) {
      try {
        read.add(JpegBand.read(band));
      } catch (BandRefusedException e) {
        throw e.ofBand(read.size());
      }
    }
    return joinRead(read);
  }

  /**
   * Joins bands that were read before.
   *
   * @param bands from the top down: of one width and signature, all but the last of one height that
   *     is a multiple of the MCU's, the last no taller
   * @throws BandRefusedException where one does not fit, naming which
   */
  public static byte[] joinRead(List<JpegBand> bands) throws BandRefusedException {
    if (bands.isEmpty()) {
      throw new IllegalArgumentException("no bands to join, must be 1 or more");
    }
    for (int i = 0; i < bands.size(); i++) {
      try {
        requireFits(bands.get(i), bands.getFirst(), i == bands.size() - 1);
      } catch (BandRefusedException e) {
        throw e.ofBand(i);
      }
    }
    return write(bands, totalHeight(bands));
  }

  private static void requireFits(JpegBand band, JpegBand first, boolean last)
      throws BandRefusedException {
    if (band.width() != first.width()) {
      throw new BandRefusedException(
          Reason.WIDTH_DIFFERS, "is %d wide, band 0 %d".formatted(band.width(), first.width()));
    }
    if (!band.signature().equals(first.signature())) {
      throw new BandRefusedException(
          Reason.SIGNATURE_DIFFERS,
          "has other tables, sampling or colours (%s) than band 0 (%s); encode it as that one"
              .formatted(band.signature(), first.signature()));
    }
    if (!last) {
      requireInterval(band);
    }
    boolean fits = last ? band.height() <= first.height() : band.height() == first.height();
    if (!fits) {
      throw new BandRefusedException(
          Reason.HEIGHT,
          "is %d tall, must be %s %d as band 0 is"
              .formatted(band.height(), last ? "at most" : "exactly", first.height()));
    }
  }

  private static void requireInterval(JpegBand band) throws BandRefusedException {
    if (band.height() % band.mcuHeight() != 0) {
      throw new BandRefusedException(
          Reason.HEIGHT,
          "is %d tall, must be a multiple of the MCU's %d"
              .formatted(band.height(), band.mcuHeight()));
    }
    if (band.mcus() > MAX_INTERVAL_MCUS) {
      throw new BandRefusedException(
          Reason.TOO_LARGE,
          "has %d MCUs, at most %d fit between restarts; cut more bands"
              .formatted(band.mcus(), MAX_INTERVAL_MCUS));
    }
  }

  private static int totalHeight(List<JpegBand> bands) throws BandRefusedException {
    long height = bands.stream().mapToLong(JpegBand::height).sum();
    if (height > MAX_SIDE) {
      throw new BandRefusedException(
          Reason.TOO_LARGE,
          "the bands are %d tall together, most is %d".formatted(height, MAX_SIDE));
    }
    return (int) height;
  }

  private static byte[] write(List<JpegBand> bands, int height) throws BandRefusedException {
    JpegBand first = bands.getFirst();
    byte[] joined = new byte[size(bands)];
    ByteBuffer out = ByteBuffer.wrap(joined);
    first.copy(0, first.scanAt(), out);
    out.putShort(first.heightAt(), (short) height);
    if (bands.size() > 1) {
      out.putShort((short) Marker.RESTART_INTERVAL).putShort((short) 4);
      out.putShort((short) first.mcus());
    }
    first.copy(first.scanAt(), first.entropyStart(), out);
    for (int i = 0; i < bands.size(); i++) {
      JpegBand band = bands.get(i);
      band.copy(band.entropyStart(), band.entropyEnd(), out);
      boolean last = i == bands.size() - 1;
      out.putShort((short) (last ? Marker.END_OF_IMAGE : Marker.FIRST_RESTART + i % RESTARTS));
    }
    return joined;
  }

  private static int size(List<JpegBand> bands) throws BandRefusedException {
    long size = bands.getFirst().entropyStart();
    size += bands.size() > 1 ? INTERVAL_SEGMENT_BYTES : 0;
    for (JpegBand band : bands) {
      size += band.entropyEnd() - band.entropyStart() + MARKER_BYTES;
    }
    if (size > Integer.MAX_VALUE) {
      throw new BandRefusedException(
          Reason.TOO_LARGE, "the bands have " + size + " bytes together, more than an array holds");
    }
    return (int) size;
  }
}
