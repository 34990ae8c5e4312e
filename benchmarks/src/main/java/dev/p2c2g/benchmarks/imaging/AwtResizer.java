package dev.p2c2g.benchmarks.imaging;

import dev.p2c2g.imaging.Plane;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/** What the JDK has: AWT draws a grey image larger, bicubic. */
final class AwtResizer implements Resizer {
  private final BufferedImage in =
      new BufferedImage(SampleFrame.WIDTH, SampleFrame.HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
  private final BufferedImage out =
      new BufferedImage(
          SampleFrame.OUT_WIDTH, SampleFrame.OUT_HEIGHT, BufferedImage.TYPE_BYTE_GRAY);

  AwtResizer(Plane luma) {
    in.getRaster().setDataElements(0, 0, luma.width(), luma.height(), luma.samples());
  }

  @Override
  public String name() {
    return "AWT drawImage bicubic";
  }

  @Override
  public void run() {
    Graphics2D g = out.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.drawImage(in, 0, 0, out.getWidth(), out.getHeight(), null);
    g.dispose();
  }

  @Override
  public Plane output() {
    byte[] samples = ((DataBufferByte) out.getRaster().getDataBuffer()).getData();
    return Plane.wrap(samples, out.getWidth(), out.getHeight(), out.getWidth());
  }
}
