package dev.p2c2g.gamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.p2c2g.imaging.Codecs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectorySourceTest {
  private static final byte[] JPEG = Codecs.jpeg().encode(Quadrants.picture(66, 34), 85);

  @TempDir Path folder;

  @Test
  void deliversPicturesInNameOrderWithTheirBytesUnchanged() throws Exception {
    byte[] png = png();
    put("b.PNG", png);
    put("a.jpg", JPEG);
    put("c.jpeg", JPEG);
    put("notes.txt", new byte[] {1});

    try (DirectorySource source = DirectorySource.open(folder, false)) {
      CapturedFrame first = source.next().orElseThrow();
      CapturedFrame second = source.next().orElseThrow();

      assertThat(first.index()).isZero();
      assertThat(first.data()).isEqualTo(JPEG);
      assertThat(first.width()).isEqualTo(66);
      assertThat(first.height()).isEqualTo(34);
      assertThat(second.index()).isEqualTo(1);
      assertThat(second.data()).isEqualTo(png);
      assertThat(second.width()).isEqualTo(40);
      assertThat(second.height()).isEqualTo(30);
      assertThat(source.next()).isPresent();
      assertThat(source.next()).isEmpty();
      assertThat(source.next()).isEmpty();
    }
  }

  @Test
  void countsOnWhileItLoops() throws Exception {
    put("a.jpg", JPEG);

    try (DirectorySource source = DirectorySource.open(folder, true)) {
      for (int i = 0; i < 1000; i++) { // more than are ever read ahead
        assertThat(source.next().orElseThrow().index()).isEqualTo(i);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 20, 60, 162, 200, -2})
  void namesAFileThatIsCutShortAndGoesOn(int length) throws Exception {
    put("a.jpg", Arrays.copyOf(JPEG, length >= 0 ? length : JPEG.length + length));
    put("b.jpg", JPEG);

    try (DirectorySource source = DirectorySource.open(folder, false)) {
      assertThatThrownBy(source::next)
          .isInstanceOf(CaptureException.class)
          .hasMessageContaining("a.jpg");
      assertThat(source.next().orElseThrow().index()).isZero();
      assertThat(source.next()).isEmpty();
    }
  }

  @Test
  void namesAFileThatIsNoPicture() throws Exception {
    put("a.jpg", "GIF89a and more".getBytes(StandardCharsets.US_ASCII));

    try (DirectorySource source = DirectorySource.open(folder, false)) {
      assertThatThrownBy(source::next).hasMessageContaining("a.jpg").hasMessageContaining("JPEG");
    }
  }

  @Test
  void namesAFileTooLargeToSend() throws Exception {
    put("a.jpg", Arrays.copyOf(JPEG, FileReadAhead.MAX_FILE_BYTES + 1));

    try (DirectorySource source = DirectorySource.open(folder, false)) {
      assertThatThrownBy(source::next)
          .hasMessageContaining("a.jpg")
          .hasMessageContaining("16777217");
    }
  }

  @Test
  void stopsLoopingWhenNotOneFileIsUsable() throws Exception {
    put("a.jpg", new byte[] {1, 2, 3});

    try (DirectorySource source = DirectorySource.open(folder, true)) {
      assertThatThrownBy(source::next).isInstanceOf(CaptureException.class);
      assertThat(source.next()).isEmpty();
    }
  }

  @Test
  void refusesAFolderThatIsMissingOrWithoutPictures() throws Exception {
    put("notes.txt", new byte[] {1});

    assertThatThrownBy(() -> DirectorySource.open(folder.resolve("nowhere"), false))
        .isInstanceOf(CaptureException.class)
        .hasMessageContaining("nowhere");
    assertThatThrownBy(() -> DirectorySource.open(folder, false))
        .isInstanceOf(CaptureException.class)
        .hasMessageContaining("no .jpg, .jpeg or .png file in " + folder);
  }

  @Test
  void answersEmptyAfterClosing() throws Exception {
    put("a.jpg", JPEG);
    DirectorySource source = DirectorySource.open(folder, true);
    assertThat(source.next()).isPresent();

    source.close();

    assertThat(source.next()).isEmpty();
  }

  private void put(String name, byte[] data) throws IOException {
    Files.write(folder.resolve(name), data);
  }

  private static byte[] png() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(Quadrants.image(40, 30), "png", out);
    return out.toByteArray();
  }
}
