package dev.p2c2g.imaging;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A decoder's process with a hole in its native code: a JPEG that holds the words {@code crash me}
 * makes it write where there is no memory, and one that holds {@code exit me} ends it.
 */
public final class CrashingDecoder {
  private CrashingDecoder() {}

  public static void main(String[] args) throws IOException {
    DecoderMain.serve(() -> new Holed(Codecs.choose(Optional.of(args[0])).codec()));
  }

  private record Holed(JpegCodec codec) implements JpegCodec {
    @Override
    public String name() {
      return "holed";
    }

    @Override
    public Picture decode(byte[] data, long maxPixels, PictureAllocator into) {
      var text = new String(data, StandardCharsets.ISO_8859_1);
      if (text.contains("crash me")) {
        MemorySegment.ofAddress(8).reinterpret(8).set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
      }
      if (text.contains("exit me")) {
        Runtime.getRuntime().halt(0);
      }
      return codec.decode(data, maxPixels, into);
    }

    @Override
    public byte[] encode(Picture picture, int quality) {
      return codec.encode(picture, quality);
    }
  }
}
