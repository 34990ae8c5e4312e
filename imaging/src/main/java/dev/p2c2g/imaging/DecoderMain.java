package dev.p2c2g.imaging;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * The process in which strangers' JPEGs are decoded, so that one that crashes the codec ends this
 * and nothing else. It has one customer, its parent, and ends with it. Requests come over standard
 * input, answers go over standard output, files and planes through a file that both have mapped
 * ({@link DecoderProcess} tells the form).
 */
public final class DecoderMain {
  private static final int LONGEST_MESSAGE = 500;
  private static final int WARM_UP_WIDTH = 320;
  private static final int WARM_UP_HEIGHT = 180;
  private static final int WARM_UP_ROUNDS = 20;

  private final JpegCodec codec;
  private final DataOutputStream out;
  private final PictureBuffer buffer = new PictureBuffer();
  private MemorySegment shared = MemorySegment.NULL;

  private DecoderMain(JpegCodec codec, DataOutputStream out) {
    this.codec = codec;
    this.out = out;
  }

  /** With the name of the codec to use. */
  public static void main(String[] args) throws IOException {
    serve(Codecs.jpegCodecs().getOrDefault(args[0], TurboJpeg::new));
  }

  /** Decodes with a codec of the caller's until the parent is gone. */
  public static void serve(Supplier<JpegCodec> codec) throws IOException {
    var in = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
    var out =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    // nothing that a library prints may come between the answers
    System.setOut(System.err);
    var decoder = new DecoderMain(codec.get(), out);
    decoder.warmUp();
    out.writeInt(DecoderProcess.READY);
    out.flush();
    while (decoder.serveOne(in)) {
      out.flush();
    }
  }

  /** The first pictures load classes and link native calls: a tenth of a second, once. */
  private void warmUp() {
    var jpeg = codec.encode(SyntheticFrame.of(WARM_UP_WIDTH, WARM_UP_HEIGHT, Subsampling.S420), 90);
    for (var round = 0; round < WARM_UP_ROUNDS; round++) {
      codec.decode(jpeg, (long) WARM_UP_WIDTH * WARM_UP_HEIGHT, buffer);
    }
  }

  private boolean serveOne(DataInputStream in) throws IOException {
    String path;
    try {
      path = in.readUTF();
    } catch (EOFException _) {
      return false;
    }
    if (!path.isEmpty()) {
      shared = map(Path.of(path));
    }
    var data = new byte[in.readInt()];
    var maxPixels = in.readLong();
    MemorySegment.copy(shared, JAVA_BYTE, 0, data, 0, data.length);
    try {
      answer(codec.decode(data, maxPixels, buffer));
    } catch (ImagingException e) {
      refuse(e.kind(), String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError _) {
      refuse(ImagingException.Kind.TOO_MANY_PIXELS, "decoding takes more memory than there is");
    }
    return true;
  }

  private void answer(Picture picture) throws IOException {
    var bytes = DecoderProcess.bytes(picture);
    if (bytes > shared.byteSize()) {
      out.writeInt(DecoderProcess.NEEDS_ROOM);
      out.writeLong(bytes);
      return;
    }
    var at = 0L;
    for (var plane : picture.planes()) {
      for (var y = 0; y < plane.height(); y++) {
        MemorySegment.copy(
            plane.samples(), plane.rowStart(y), shared, JAVA_BYTE, at, plane.width());
        at += plane.width();
      }
    }
    out.writeInt(DecoderProcess.DONE);
    out.writeInt(picture.width());
    out.writeInt(picture.height());
    out.writeUTF(picture.subsampling().name());
  }

  private void refuse(ImagingException.Kind kind, String message) throws IOException {
    out.writeInt(DecoderProcess.REFUSED);
    out.writeUTF(kind.name());
    out.writeUTF(message.substring(0, Math.min(LONGEST_MESSAGE, message.length())));
  }

  private static MemorySegment map(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel.map(MapMode.READ_WRITE, 0, channel.size(), Arena.ofAuto());
    }
  }
}
