package dev.p2c2g.cli;

import dev.p2c2g.gamer.CaptureException;
import dev.p2c2g.gamer.DirectorySource;
import dev.p2c2g.gamer.FrameSource;
import dev.p2c2g.gamer.ScreenCapture;
import dev.p2c2g.gamer.ScreenOptions;
import dev.p2c2g.gamer.VideoFileSource;
import dev.p2c2g.gamer.VideoOptions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --screen}, {@code --frames} and {@code --video}: where frames come from; one of them. */
final class SourceOptions {
  @Option(names = "--screen", description = "capture this machine's screen")
  private boolean screen;

  @Option(
      names = "--frames",
      paramLabel = "DIR",
      description = "send the .jpg and .png files of a folder, in name order")
  private Optional<Path> frames = Optional.empty();

  @Option(names = "--video", paramLabel = "FILE", description = "send the frames of a video file")
  private Optional<Path> video = Optional.empty();

  boolean isScreen() {
    return screen;
  }

  /** Whether none was named. */
  boolean isEmpty() {
    return !screen && frames.isEmpty() && video.isEmpty();
  }

  /**
   * Opens the source named.
   *
   * @param loop whether folders and videos start again at their end
   * @throws UserException when none, or more than one, was named
   */
  FrameSource open(int fps, boolean loop) throws CaptureException {
    if ((screen ? 1 : 0) + (frames.isPresent() ? 1 : 0) + (video.isPresent() ? 1 : 0) != 1) {
      throw new UserException("name one source of frames: --screen, --frames DIR or --video FILE");
    }
    if (frames.isPresent()) {
      return DirectorySource.open(frames.get(), loop);
    }
    return video.isPresent()
        ? VideoFileSource.open(
            video.get(),
            new VideoOptions(Optional.empty(), VideoOptions.once().jpegQuality(), loop))
        : ScreenCapture.open(ScreenOptions.wholeScreen(fps));
  }
}
