package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.protocol.ImageHeader.Format;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Test;

class PictureFileTest {
  @Test
  void passesWholeFiles() throws IOException {
    assertThat(PictureFile.objection(Format.JPEG, ByteBuffer.wrap(Given.jpeg(64, 48)))).isEmpty();
    assertThat(PictureFile.objection(Format.PNG, ByteBuffer.wrap(Given.png(64, 48)))).isEmpty();
    assertThat(PictureFile.objection(Format.JPEG, ByteBuffer.wrap(progressive()))).isEmpty();
  }

  @Test
  void findsRubbishBehindAGoodHeader() {
    var jpeg = Given.jpeg(640, 480);
    var rubbish = Arrays.copyOf(jpeg, 20_000);
    new Random(1).nextBytes(rubbish);
    // the header, and the end, are those of a good file
    System.arraycopy(jpeg, 0, rubbish, 0, 700);
    rubbish[rubbish.length - 2] = (byte) 0xFF;
    rubbish[rubbish.length - 1] = (byte) 0xD9;
    assertThat(objection(Format.JPEG, rubbish)).contains("broken");
  }

  @Test
  void findsFilesThatEndTooEarlyOrTooLate() throws IOException {
    for (var file : new byte[][] {Given.jpeg(64, 48), progressive()}) {
      assertThat(objection(Format.JPEG, Arrays.copyOf(file, file.length - 2))).contains("broken");
      assertThat(objection(Format.JPEG, Arrays.copyOf(file, file.length + 2))).contains("broken");
    }
    var png = Given.png(64, 48);
    assertThat(objection(Format.PNG, Arrays.copyOf(png, png.length - 4))).contains("too early");
    assertThat(objection(Format.PNG, Arrays.copyOf(png, png.length + 1)))
        .contains("behind its end");
    assertThat(objection(Format.PNG, Arrays.copyOf(png, 33))).contains("too early");
  }

  @Test
  void findsAnyChangedByteOfAPng() {
    var png = Given.png(32, 32);
    for (var at = 8; at < png.length; at++) {
      png[at] ^= 0x40;
      assertThat(PictureFile.objection(Format.PNG, ByteBuffer.wrap(png)))
          .as("byte %d", at)
          .isPresent();
      png[at] ^= 0x40;
    }
  }

  private static String objection(Format format, byte[] file) {
    return PictureFile.objection(format, ByteBuffer.wrap(file)).orElse("nothing");
  }

  private static byte[] progressive() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      var param = writer.getDefaultWriteParam();
      param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      var image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
