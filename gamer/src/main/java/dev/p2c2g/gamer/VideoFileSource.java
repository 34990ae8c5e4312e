package dev.p2c2g.gamer;

import dev.p2c2g.imaging.Picture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Every frame of a video file that FFmpeg can decode, in order, as JPEG.
 *
 * <p>Calls are serialised, since closing during a decode would pull native memory from under it.
 */
public final class VideoFileSource implements FrameSource {
  private final Path file;
  private final VideoOptions options;
  private final FrameConverter converter;
  private final FrameCompressor compressor;
  private final String description;
  private FfmpegInput input;
  private boolean passHadFrames;
  private boolean closed;

  private VideoFileSource(Path file, VideoOptions options, FfmpegInput input) {
    this.file = file;
    this.options = options;
    this.input = input;
    this.converter = new FrameConverter(options.frameSize());
    this.compressor = new FrameCompressor(options.jpegQuality());
    this.description = "%s by FFmpeg's %s".formatted(file, input.codecName());
  }

  /**
   * Opens a video file.
   *
   * @throws CaptureException when the file is missing, no video, or of an unknown kind
   */
  public static VideoFileSource open(Path file, VideoOptions options) throws CaptureException {
    return new VideoFileSource(file, options, openInput(file));
  }

  private static FfmpegInput openInput(Path file) throws CaptureException {
    if (!Files.isRegularFile(file)) {
      throw new CaptureException("no video file " + file);
    }
    return FfmpegInput.open(file.toString(), new InputSpec("", "file:" + file, Map.of()));
  }

  @Override
  public synchronized Optional<CapturedFrame> next() throws CaptureException {
    if (closed) {
      return Optional.empty();
    }
    long startNanos = System.nanoTime();
    Optional<AVFrame> frame = input.read();
    if (frame.isEmpty() && options.loop() && passHadFrames) {
      rewind();
      frame = input.read();
    }
    if (frame.isEmpty()) {
      return Optional.empty();
    }
    passHadFrames = true;
    Picture picture = converter.convert(frame.get());
    return Optional.of(compressor.compress(picture, startNanos));
  }

  // opening anew works for every container, seeking does not
  private void rewind() throws CaptureException {
    FfmpegInput again = openInput(file);
    input.close();
    input = again;
    passHadFrames = false;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      input.close();
      converter.close();
    }
  }
}
