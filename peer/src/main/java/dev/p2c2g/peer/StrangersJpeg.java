package dev.p2c2g.peer;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.IsolatedJpeg;
import dev.p2c2g.imaging.JpegCodec;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;

/**
 * The JPEG codec for pictures that strangers sent: in processes of its own, which all peers of this
 * process share. Safe for any thread.
 */
final class StrangersJpeg {
  private static final Logger LOG = System.getLogger("peer");
  private static final Map<Integer, JpegCodec> BY_MAX_PIXELS = new HashMap<>();

  private StrangersJpeg() {}

  /** Where there can be no such processes, the codec of this process; the log says so. */
  static synchronized JpegCodec of(PeerConfig.Resources resources) {
    return resources.isolateDecoding()
        ? BY_MAX_PIXELS.computeIfAbsent(resources.maxPixels(), StrangersJpeg::start)
        : Codecs.jpeg();
  }

  private static JpegCodec start(int maxPixels) {
    try {
      return IsolatedJpeg.start(Codecs.jpeg(), maxPixels);
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "pictures are decoded in this process, which one that crashes the codec would end: {0}",
          e.getMessage());
      return Codecs.jpeg();
    }
  }
}
