package dev.p2c2g.benchmarks.imaging;

import dev.p2c2g.imaging.Plane;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** OpenCV's {@code resize} on one channel; {@link OpenCv} keeps it to one thread. */
final class OpenCvResizer implements Resizer {
  private final String name;
  private final int interpolation;
  private final Mat in;
  private final Mat out;
  private final Size size = new Size(SampleFrame.OUT_WIDTH, SampleFrame.OUT_HEIGHT);

  /**
   * @param interpolation one of {@link Imgproc}'s {@code INTER_} constants
   */
  OpenCvResizer(String name, int interpolation, Plane luma) {
    OpenCv.load();
    this.name = name;
    this.interpolation = interpolation;
    in = new Mat(luma.height(), luma.width(), CvType.CV_8UC1);
    in.put(0, 0, luma.samples());
    out = new Mat(SampleFrame.OUT_HEIGHT, SampleFrame.OUT_WIDTH, CvType.CV_8UC1);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void run() {
    Imgproc.resize(in, out, size, 0, 0, interpolation);
  }

  @Override
  public Plane output() {
    Plane plane = Resizer.empty();
    out.get(0, 0, plane.samples());
    return plane;
  }
}
