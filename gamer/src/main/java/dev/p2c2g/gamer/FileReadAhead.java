package dev.p2c2g.gamer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * Reads picture files in order on its own thread, up to a number of bytes and of files ahead of the
 * one thread that takes them.
 */
final class FileReadAhead implements AutoCloseable {
  static final int MAX_FILE_BYTES = 16 << 20; // a coordinator with default settings takes no more
  private static final int MAX_BYTES_AHEAD = 4 * MAX_FILE_BYTES;
  private static final int MAX_FILES_AHEAD = 256;

  /** What became of one file. */
  sealed interface Outcome {
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    record Loaded(byte[] data, FrameSize size) implements Outcome {}

    record Failed(CaptureException failure) implements Outcome {}

    record Ended() implements Outcome {}
  }

  private final List<Path> files;
  private final boolean loop;
  private final BlockingQueue<Outcome> ready = new ArrayBlockingQueue<>(MAX_FILES_AHEAD);
  private final Semaphore bytesAhead = new Semaphore(MAX_BYTES_AHEAD);
  private final Thread reader =
      Thread.ofPlatform().daemon().name("frame-read-ahead").unstarted(this::readAll);
  private volatile boolean ended;

  private FileReadAhead(List<Path> files, boolean loop) {
    this.files = files;
    this.loop = loop;
  }

  static FileReadAhead start(List<Path> files, boolean loop) {
    FileReadAhead readAhead = new FileReadAhead(files, loop);
    readAhead.reader.start();
    return readAhead;
  }

  /** Waits for the next file's outcome. An interrupt of the caller ends the reading. */
  Outcome take() {
    if (ended) {
      return new Outcome.Ended();
    }
    try {
      Outcome outcome = ready.take();
      switch (outcome) {
        case Outcome.Loaded(byte[] data, _) -> bytesAhead.release(data.length);
        case Outcome.Failed _ -> {}
        case Outcome.Ended _ -> ended = true;
      }
      return ended ? new Outcome.Ended() : outcome;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      return new Outcome.Ended();
    }
  }

  private void readAll() {
    try {
      boolean usable;
      do {
        usable = readOnce();
      } while (loop && usable);
      ready.put(new Outcome.Ended());
    } catch (InterruptedException e) {
      // closed: nobody waits for more
    }
  }

  /** One pass over the files; false when not one of them was usable. */
  private boolean readOnce() throws InterruptedException {
    boolean usable = false;
    for (Path file : files) {
      Outcome outcome = read(file);
      usable |= outcome instanceof Outcome.Loaded;
      ready.put(outcome);
    }
    return usable;
  }

  private Outcome read(Path file) throws InterruptedException {
    try {
      byte[] data = readBounded(file);
      FrameSize size = PictureFile.size(file, data);
      bytesAhead.acquire(data.length);
      return new Outcome.Loaded(data, size);
    } catch (IOException e) {
      return new Outcome.Failed(new CaptureException("cannot read " + file + ": " + e, e));
    } catch (CaptureException e) {
      return new Outcome.Failed(e);
    }
  }

  private static byte[] readBounded(Path file) throws IOException, CaptureException {
    long bytes = Files.size(file);
    if (bytes > MAX_FILE_BYTES) {
      throw new CaptureException(
          "%s has %d bytes; a frame may have up to %d".formatted(file, bytes, MAX_FILE_BYTES));
    }
    return Files.readAllBytes(file);
  }

  @Override
  public void close() {
    ended = true;
    reader.interrupt();
    ready.clear();
    ready.offer(new Outcome.Ended()); // wakes a caller that waits; in a full queue none does
  }
}
