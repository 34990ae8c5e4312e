package dev.p2c2g.gamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.Picture;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectorySinkTest {
  private static final Picture PICTURE = Quadrants.picture(64, 48);
  private static final byte[] NOT_ENCODED = {};

  @TempDir Path folder;

  @Test
  void writesArrivedFilesUnchangedAndEncodesTheRest() throws Exception {
    byte[] jpeg = Codecs.jpeg().encode(PICTURE, 50);
    Path out = folder.resolve("new/frames");

    DirectorySink sink = DirectorySink.open(out, 95);
    sink.show(new ShownFrame(0, PICTURE, jpeg, true, ""));
    sink.show(new ShownFrame(12, PICTURE, NOT_ENCODED, false, ""));
    sink.close();

    assertThat(Files.readAllBytes(out.resolve("frame-000000.jpg"))).isEqualTo(jpeg);
    byte[] encoded = Files.readAllBytes(out.resolve("frame-000012.jpg"));
    assertThat(Quadrants.matches(Codecs.decode(encoded, 10_000).toImage())).isTrue();
    assertThat(sink.counts()).isEqualTo(new DirectorySink.Counts(2, 0, 0));
  }

  @Test
  void namesPngByItsKind() throws Exception {
    byte[] png = new byte[24];
    ByteBuffer.wrap(png).putLong(0x89504e470d0a1a0aL);

    try (DirectorySink sink = DirectorySink.open(folder, 85)) {
      sink.show(new ShownFrame(3, PICTURE, png, true, ""));
    }

    assertThat(folder.resolve("frame-000003.png")).hasBinaryContent(png);
  }

  @Test
  void countsEveryFrameAsWrittenOrDroppedWhenTheDiskIsSlower() throws Exception {
    DirectorySink sink = DirectorySink.open(folder, 85);
    Picture large = Quadrants.picture(1280, 720);
    int shown = 200;
    for (int i = 0; i < shown; i++) {
      sink.show(new ShownFrame(i, large, NOT_ENCODED, false, ""));
    }
    sink.close();

    DirectorySink.Counts counts = sink.counts();
    assertThat(counts.dropped()).isPositive();
    assertThat(counts.failed()).isZero();
    assertThat(counts.written() + counts.dropped()).isEqualTo(shown);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.count()).isEqualTo(counts.written());
    }
  }

  @Test
  void countsAFrameThatCannotBeWritten() throws Exception {
    Files.createDirectory(folder.resolve("frame-000001.jpg"));
    byte[] jpeg = Codecs.jpeg().encode(PICTURE, 85);

    DirectorySink sink = DirectorySink.open(folder, 85);
    sink.show(new ShownFrame(1, PICTURE, jpeg, true, ""));
    sink.show(new ShownFrame(2, PICTURE, jpeg, true, ""));
    sink.close();

    assertThat(sink.counts()).isEqualTo(new DirectorySink.Counts(1, 0, 1));
  }

  @Test
  void refusesAFolderThatIsAFile() throws Exception {
    Path file = Files.createFile(folder.resolve("taken"));

    assertThatThrownBy(() -> DirectorySink.open(file, 85))
        .isInstanceOf(DisplayException.class)
        .hasMessageContaining("taken");
  }
}
