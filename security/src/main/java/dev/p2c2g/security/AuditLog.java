package dev.p2c2g.security;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who did what, a line of JSON each: {@code {"time":…,"event":…,"subject":…,…}}. Any thread may
 * tell; a thread of its own writes. When the disk cannot keep up lines are left out, and the next
 * line that is written says how many. At 16 MiB the file is set aside as {@code .1}, four are kept.
 */
public final class AuditLog implements AutoCloseable {
  private static final Logger LOG = System.getLogger("security");
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int MOST_WAITING = 10_000;
  private static final int MAX_FIELD = 300;

  /** Lines between two looks at the file's size. */
  private static final int MOST_AT_ONCE = 500;

  private static final int KEPT = 4;
  private static final long CLOSE_MS = 2_000;
  private static final byte[] END = {};

  private final Path file;
  private final InstantSource clock;
  private final long rotateBytes;
  private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong leftOut = new AtomicLong();
  private final Thread writer;

  private AuditLog(Path file, InstantSource clock, long rotateBytes) {
    this.file = file;
    this.clock = clock;
    this.rotateBytes = rotateBytes;
    this.writer = Thread.ofPlatform().name("audit-log").daemon().unstarted(this::write);
  }

  /**
   * Opens the log, to be written on at its end.
   *
   * @throws IOException when that file cannot be written
   */
  public static AuditLog open(Path file) throws IOException {
    return open(file, InstantSource.system(), 16L << 20);
  }

  static AuditLog open(Path file, InstantSource clock, long rotateBytes) throws IOException {
    var folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      PrivateFiles.createFolder(folder);
    }
    PrivateFiles.createIfAbsent(file);
    if (!Files.isWritable(file)) {
      throw new IOException(file + ": may not be written by this user");
    }
    var log = new AuditLog(file, clock, rotateBytes);
    log.writer.start();
    return log;
  }

  /**
   * Notes an event.
   *
   * @param event what happened, in {@code snake_case}
   * @param fields names and values in turn; never a secret
   */
  public void note(String event, String... fields) {
    var line = MAPPER.createObjectNode();
    line.put("time", clock.instant().toString()).put("event", event);
    for (var i = 0; i + 1 < fields.length; i += 2) {
      var value = fields[i + 1];
      line.put(fields[i], value.length() > MAX_FIELD ? value.substring(0, MAX_FIELD) : value);
    }
    if (!waiting.offer(MAPPER.writeValueAsBytes(line))) {
      leftOut.incrementAndGet();
    }
  }

  /** Writes what waits, then ends. */
  @Override
  public void close() {
    try {
      waiting.put(END);
      writer.join(CLOSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    try {
      for (var line = waiting.take(); line.length > 0; line = waiting.take()) {
        rotate();
        append(line);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void append(byte[] line) {
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      var missing = leftOut.getAndSet(0);
      if (missing > 0) {
        out.write(
            MAPPER.writeValueAsBytes(
                MAPPER.createObjectNode().put("event", "lines_left_out").put("count", missing)));
        out.write('\n');
      }
      out.write(line);
      out.write('\n');
      var more = MOST_AT_ONCE;
      for (var next = waiting.peek();
          next != null && next.length > 0 && more-- > 0;
          next = waiting.peek()) {
        out.write(waiting.remove());
        out.write('\n');
      }
    } catch (IOException e) {
      LOG.log(Level.ERROR, "the audit log cannot be written: {0}", e.toString());
    }
  }

  private void rotate() {
    try {
      if (!Files.exists(file) || Files.size(file) < rotateBytes) {
        return;
      }
      for (var age = KEPT - 1; age >= 1; age--) {
        if (Files.exists(aged(age))) {
          Files.move(aged(age), aged(age + 1), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      Files.move(file, aged(1), StandardCopyOption.REPLACE_EXISTING);
      PrivateFiles.createIfAbsent(file);
    } catch (IOException e) {
      LOG.log(Level.ERROR, "the audit log cannot be set aside: {0}", e.toString());
    }
  }

  private Path aged(int age) {
    return file.resolveSibling(file.getFileName() + "." + age);
  }
}
