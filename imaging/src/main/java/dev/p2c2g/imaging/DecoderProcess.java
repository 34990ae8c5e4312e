package dev.p2c2g.imaging;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A child process that decodes JPEGs ({@link DecoderMain}); used by one thread at a time.
 *
 * <p>A request: the path of a new shared file or an empty text, the length of the JPEG at that
 * file's beginning, the most pixels allowed. The answer: {@link #DONE}, width, height, subsampling,
 * with the planes packed into the shared file; {@link #REFUSED}, kind, message; or {@link
 * #NEEDS_ROOM} and how many bytes, to be asked again. What the child says is checked: what crashed
 * it once might command it another time.
 */
final class DecoderProcess implements AutoCloseable {
  static final int READY = 0x50324332;
  static final int DONE = 0;
  static final int REFUSED = 1;
  static final int NEEDS_ROOM = 2;

  /** A picture of 1920x1080 with full-size colour. */
  private static final long FIRST_ROOM = 8L << 20;

  private static final long LONGEST_START_S = 20;
  private static final long LONGEST_DECODE_S = 10;

  /** Memory files of Linux; elsewhere the folder for temporary ones. */
  private static final Path MEMORY_FILES = Path.of("/dev/shm");

  private static final ScheduledExecutorService WATCH =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("decoder-watch").factory());

  private final Process process;
  private final DataOutputStream requests;
  private final DataInputStream answers;
  private MemorySegment shared = MemorySegment.NULL;
  private String newFile = "";

  private DecoderProcess(Process process) {
    this.process = process;
    this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    this.answers = new DataInputStream(new BufferedInputStream(process.getInputStream()));
  }

  /**
   * Starts a child, and waits until it is ready.
   *
   * @param heapBytes its largest heap
   * @throws IOException when it does not start
   */
  static DecoderProcess start(String mainClass, String codec, long heapBytes) throws IOException {
    var builder =
        new ProcessBuilder(command(mainClass, codec, heapBytes))
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    // tokens and other secrets of ours are none of its business
    builder.environment().keySet().removeIf(name -> name.startsWith("P2C2G_"));
    var child = new DecoderProcess(builder.start());
    var late = WATCH.schedule(child.process::destroyForcibly, LONGEST_START_S, TimeUnit.SECONDS);
    try {
      if (child.answers.readInt() != READY) {
        throw new IOException("it does not answer as a decoder would");
      }
      return child;
    } catch (IOException e) {
      child.close();
      throw new IOException("no decoder in a process of its own: " + e.getMessage(), e);
    } finally {
      late.cancel(false);
    }
  }

  private static List<String> command(String mainClass, String codec, long heapBytes) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + heapBytes,
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        "-XX:+DisableAttachMechanism",
        "-XX:-CreateCoredumpOnCrash",
        "-XX:ErrorFile=/dev/null",
        "-Djava.awt.headless=true",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        mainClass,
        codec);
  }

  /**
   * Decodes a JPEG.
   *
   * @throws ImagingException as a codec would
   * @throws IOException when the child ended over it, or took too long; it is of no use then
   */
  Picture decode(byte[] data, long maxPixels, PictureAllocator into) throws IOException {
    reserve(data.length);
    var late = WATCH.schedule(process::destroyForcibly, LONGEST_DECODE_S, TimeUnit.SECONDS);
    try {
      for (var status = ask(data, maxPixels); ; status = ask(data, maxPixels)) {
        switch (status) {
          case DONE -> {
            return picture(maxPixels, into);
          }
          case REFUSED -> throw refusal();
          case NEEDS_ROOM -> reserve(room(maxPixels));
          default -> throw new IOException("an answer that is none");
        }
      }
    } finally {
      late.cancel(false);
    }
  }

  /** Bytes of a picture's planes. */
  static long bytes(Picture picture) {
    return picture.planes().stream().mapToLong(p -> (long) p.width() * p.height()).sum();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private int ask(byte[] data, long maxPixels) throws IOException {
    MemorySegment.copy(data, 0, shared, JAVA_BYTE, 0, data.length);
    try {
      requests.writeUTF(newFile);
      requests.writeInt(data.length);
      requests.writeLong(maxPixels);
      requests.flush();
      return answers.readInt();
    } finally {
      forgetNewFile();
    }
  }

  private Picture picture(long maxPixels, PictureAllocator into) throws IOException {
    var width = answers.readInt();
    var height = answers.readInt();
    var subsampling = one(Subsampling.class, answers.readUTF());
    if (width < 1 || height < 1 || (long) width * height > maxPixels) {
      throw new IOException("a picture that cannot be");
    }
    var picture = into.allocate(width, height, subsampling);
    if (bytes(picture) > shared.byteSize()) {
      throw new IOException("a picture that is larger than there is room");
    }
    var at = 0L;
    for (var plane : picture.planes()) {
      for (var y = 0; y < plane.height(); y++) {
        MemorySegment.copy(
            shared, JAVA_BYTE, at, plane.samples(), plane.rowStart(y), plane.width());
        at += plane.width();
      }
    }
    return picture;
  }

  private ImagingException refusal() throws IOException {
    var kind = one(ImagingException.Kind.class, answers.readUTF());
    return new ImagingException(kind, answers.readUTF());
  }

  private static <E extends Enum<E>> E one(Class<E> type, String name) throws IOException {
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new IOException("an answer that is none", e);
    }
  }

  private long room(long maxPixels) throws IOException {
    var wanted = answers.readLong();
    // three planes at most, and one more sample for odd sides
    if (wanted <= shared.byteSize() || wanted > 3 * maxPixels + (1 << 20)) {
      throw new IOException("it wants " + wanted + " bytes");
    }
    return wanted;
  }

  /** A new file when the one there is too small; the child is told of it with the next request. */
  private void reserve(long bytes) throws IOException {
    if (bytes <= shared.byteSize()) {
      return;
    }
    forgetNewFile();
    var folder =
        Files.isDirectory(MEMORY_FILES)
            ? MEMORY_FILES
            : Path.of(System.getProperty("java.io.tmpdir"));
    var file = Files.createTempFile(folder, "p2c2g-", ".frames");
    newFile = file.toString();
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      // a full disk is to be found out here, not when the memory is touched
      fill(channel, Math.max(FIRST_ROOM, bytes));
      shared = channel.map(MapMode.READ_WRITE, 0, Math.max(FIRST_ROOM, bytes), Arena.ofAuto());
    }
  }

  private static void fill(FileChannel channel, long bytes) throws IOException {
    var zeros = ByteBuffer.allocate(1 << 20);
    for (var left = bytes; left > 0; left -= zeros.capacity()) {
      zeros.clear().limit((int) Math.min(left, zeros.capacity()));
      while (zeros.hasRemaining()) {
        channel.write(zeros);
      }
    }
  }

  /** Both have it mapped, or never will: its name is not needed any more. */
  private void forgetNewFile() throws IOException {
    if (!newFile.isEmpty()) {
      Files.deleteIfExists(Path.of(newFile));
      newFile = "";
    }
  }
}
