package dev.p2c2g.benchmarks.imaging;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.ImageFormat;
import dev.p2c2g.imaging.Picture;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Reads the sample as a peer gets it, and writes one as a peer answers: 4:2:0, four times it. */
interface Codec {
  /** OpenCV's name here; ours go by the names that {@link Codecs#JPEG_PROPERTY} takes. */
  String OPENCV = "opencv";

  void decode();

  void encode();

  static Codec of(String name, SampleFrame frame) {
    return name.equals(OPENCV) ? new OpenCvCodec(frame) : new Ours(frame, frame.large());
  }

  /** The one that the system property names, from and to planes. */
  record Ours(SampleFrame frame, Picture large) implements Codec {
    @Override
    public void decode() {
      frame.picture();
    }

    @Override
    public void encode() {
      Codecs.encode(large, ImageFormat.JPEG, SampleFrame.JPEG_QUALITY);
    }
  }

  /** OpenCV knows no planes: from and to BGR. */
  final class OpenCvCodec implements Codec {
    private final MatOfByte jpeg;
    private final Mat large;
    private final MatOfByte written;
    private final MatOfInt options;

    OpenCvCodec(SampleFrame frame) {
      OpenCv.load();
      jpeg = new MatOfByte(frame.jpeg());
      Mat small = Imgcodecs.imdecode(jpeg, Imgcodecs.IMREAD_COLOR);
      large = new Mat();
      written = new MatOfByte();
      options = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, SampleFrame.JPEG_QUALITY);
      Size size = new Size(SampleFrame.OUT_WIDTH, SampleFrame.OUT_HEIGHT);
      Imgproc.resize(small, large, size, 0, 0, Imgproc.INTER_CUBIC);
    }

    @Override
    public void decode() {
      Imgcodecs.imdecode(jpeg, Imgcodecs.IMREAD_COLOR).release();
    }

    @Override
    public void encode() {
      if (!Imgcodecs.imencode(".jpg", large, written, options)) {
        throw new IllegalStateException("OpenCV does not encode");
      }
    }
  }
}
