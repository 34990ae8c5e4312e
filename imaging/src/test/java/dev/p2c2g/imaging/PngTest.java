package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngTest {
  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, "png", out)).isTrue();
    return out.toByteArray();
  }

  @Test
  void readsGreyOfEightAndSixteenBitsWithoutBendingIt() throws IOException {
    for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY}) {
      int unit = type == BufferedImage.TYPE_BYTE_GRAY ? 1 : 257;
      BufferedImage image = new BufferedImage(256, 1, type);
      for (int x = 0; x < 256; x++) {
        image.getRaster().setSample(x, 0, 0, x * unit);
      }
      Picture picture = Codecs.decode(png(image), 256);
      assertThat(picture.subsampling()).isEqualTo(Subsampling.GREY);
      for (int x = 0; x < 256; x++) {
        assertThat(picture.luma().sample(x, 0)).isEqualTo(x);
      }
    }
  }

  @Test
  void readsColourOfSixteenBitsWithItsAlpha() throws IOException {
    ComponentColorModel colours =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            true,
            false,
            Transparency.TRANSLUCENT,
            DataBuffer.TYPE_USHORT);
    BufferedImage image =
        new BufferedImage(colours, colours.createCompatibleWritableRaster(4, 1), false, null);
    for (int x = 0; x < 4; x++) {
      image.getRaster().setPixel(x, 0, new int[] {200 * 257, 100 * 257, 50 * 257, 80 * x * 257});
    }
    Picture picture = Codecs.decode(png(image), 4);
    assertThat(picture.alpha().orElseThrow().samples()).containsExactly(0, 80, 160, 240);
    assertThat(picture.luma().sample(2, 0)).isEqualTo(124);
    assertThat(picture.cb().sample(2, 0)).isEqualTo(86);
    assertThat(picture.cr().sample(2, 0)).isEqualTo(182);
  }

  @Test
  void readsAPaletteWithATransparentColour() throws IOException {
    byte[] red = {0, (byte) 255, 10};
    byte[] green = {0, 0, (byte) 200};
    byte[] blue = {(byte) 255, 0, 30};
    IndexColorModel colours = new IndexColorModel(2, 3, red, green, blue, 1);
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_BINARY, colours);
    for (int x = 0; x < 3; x++) {
      image.getRaster().setSample(x, 0, 0, x);
    }
    Picture picture = Codecs.decode(png(image), 3);
    assertThat(picture.alpha().orElseThrow().samples()).containsExactly(255, 0, 255);
    assertThat(picture.luma().sample(0, 0)).isEqualTo(29);
    assertThat(picture.luma().sample(2, 0)).isEqualTo(124);
  }

  @Test
  void bringsColourBackWithinRounding() {
    Picture picture = Picture.fromImage(gradient());
    Picture back = Codecs.decode(Codecs.encode(picture, ImageFormat.PNG, 90), 1 << 20);
    for (int i = 0; i < 3; i++) {
      assertThat(TestPictures.greatestDifference(picture.planes().get(i), back.planes().get(i)))
          .isLessThanOrEqualTo(1);
    }
  }

  @Test
  void turnsRgbToPlanesAndBackWithinRounding() {
    BufferedImage image = gradient();
    BufferedImage back = Picture.fromImage(image).toImage();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          int before = image.getRGB(x, y) >> shift & 0xff;
          int after = back.getRGB(x, y) >> shift & 0xff;
          assertThat(Math.abs(before - after)).isLessThanOrEqualTo(2);
        }
      }
    }
  }

  private static BufferedImage gradient() {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        image.setRGB(x, y, (x * 4) << 16 | (y * 4) << 8 | ((x + y) * 2));
      }
    }
    return image;
  }

  @Test
  void refusesAHugePngByItsHeaderAlone() throws IOException {
    byte[] data = png(gradient());
    ByteBuffer.wrap(data).putInt(16, 60_000).putInt(20, 60_000);
    assertThatThrownBy(() -> Codecs.decode(data, 1 << 24))
        .isInstanceOfSatisfying(
            ImagingException.class,
            e -> assertThat(e.kind()).isEqualTo(ImagingException.Kind.TOO_MANY_PIXELS));
  }

  @Test
  void refusesBrokenFiles() throws IOException {
    byte[] data = png(gradient());
    for (int length : new int[] {0, 8, 23, 40, data.length / 2}) {
      assertThatThrownBy(() -> Codecs.decode(Arrays.copyOf(data, length), 1 << 20))
          .as("cut to %d", length)
          .isInstanceOfSatisfying(
              ImagingException.class,
              e -> assertThat(e.kind()).isEqualTo(ImagingException.Kind.BROKEN));
    }
    assertThatThrownBy(() -> Codecs.decode("GIF89a".getBytes(StandardCharsets.US_ASCII), 1))
        .hasMessageContaining("neither JPEG nor PNG");
  }
}
