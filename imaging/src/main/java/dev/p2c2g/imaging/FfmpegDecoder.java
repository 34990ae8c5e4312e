package dev.p2c2g.imaging;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GBRP;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ411P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ440P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** An FFmpeg mjpeg decoder; one thread at a time. */
final class FfmpegDecoder implements InstancePool.Instance {
  private final AVCodecContext context;
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final AVFrame frame = avutil.av_frame_alloc();

  FfmpegDecoder() {
    context = avcodec.avcodec_alloc_context3(avcodec.avcodec_find_decoder(AV_CODEC_ID_MJPEG));
    context.thread_count(1);
    context.err_recognition(AV_EF_EXPLODE);
    int status =
        avcodec.avcodec_open2(
            context, avcodec.avcodec_find_decoder(AV_CODEC_ID_MJPEG), (AVDictionary) null);
    if (status < 0) {
      free();
      throw new IllegalStateException("FFmpeg's mjpeg decoder does not open: " + status);
    }
  }

  Picture decode(byte[] data, JpegHeader header, PictureAllocator into) {
    int status = avcodec.av_new_packet(packet, data.length);
    if (status == 0) {
      packet.data().put(data, 0, data.length);
      status = avcodec.avcodec_send_packet(context, packet);
    }
    avcodec.av_packet_unref(packet);
    if (status == 0) {
      status = avcodec.avcodec_receive_frame(context, frame);
    }
    try {
      if (status < 0 || frame.decode_error_flags() != 0) {
        throw new ImagingException(
            ImagingException.Kind.BROKEN, "FFmpeg cannot decode the JPEG: " + text(status));
      }
      return toPicture(header, into);
    } finally {
      avutil.av_frame_unref(frame);
    }
  }

  private Picture toPicture(JpegHeader header, PictureAllocator into) {
    if (frame.width() != header.width() || frame.height() != header.height()) {
      throw new ImagingException(
          ImagingException.Kind.BROKEN, "the JPEG has more than one frame header");
    }
    return switch (frame.format()) {
      case AV_PIX_FMT_YUVJ420P -> picture(Subsampling.S420, into);
      case AV_PIX_FMT_YUVJ422P -> picture(Subsampling.S422, into);
      case AV_PIX_FMT_YUVJ444P -> picture(Subsampling.S444, into);
      case AV_PIX_FMT_GRAY8 -> picture(Subsampling.GREY, into);
      case AV_PIX_FMT_YUVJ440P -> stretched(1, 2);
      case AV_PIX_FMT_YUVJ411P -> stretched(4, 1);
      case AV_PIX_FMT_GBRP -> Rgb.toPicture(plane(2, 1, 1), plane(0, 1, 1), plane(1, 1, 1));
      default ->
          throw new ImagingException(
              ImagingException.Kind.UNSUPPORTED,
              "the JPEG has a chroma sampling that is not handled; save it as 4:2:0");
    };
  }

  private Picture picture(Subsampling subsampling, PictureAllocator into) {
    Picture picture = into.allocate(frame.width(), frame.height(), subsampling);
    for (int i = 0; i < picture.planes().size(); i++) {
      fill(picture.planes().get(i), i);
    }
    return picture;
  }

  /** Chroma shared in a way that we have no name for, brought to full size. */
  private Picture stretched(int wide, int tall) {
    Picture picture = Picture.allocate(frame.width(), frame.height(), Subsampling.S444);
    Mapping mapping =
        new Mapping(
            AxisMapping.of(picture.width(), picture.width(), 0, wide, 1),
            AxisMapping.of(picture.height(), picture.height(), 0, tall, 1));
    picture.luma().copyFrom(plane(0, 1, 1));
    Upscalers.cubic().upscale(plane(1, wide, tall), mapping, picture.cb());
    Upscalers.cubic().upscale(plane(2, wide, tall), mapping, picture.cr());
    return picture;
  }

  private Plane plane(int index, int wide, int tall) {
    int width = (frame.width() + wide - 1) / wide;
    Plane plane = Plane.allocate(width, (frame.height() + tall - 1) / tall);
    fill(plane, index);
    return plane;
  }

  private void fill(Plane plane, int index) {
    BytePointer data = frame.data(index);
    for (int y = 0; y < plane.height(); y++) {
      data.position((long) y * frame.linesize(index));
      data.get(plane.samples(), plane.rowStart(y), plane.width());
    }
  }

  static String text(int status) {
    if (status >= 0) {
      return "damaged data";
    }
    try (BytePointer buffer = new BytePointer(AV_INPUT_BUFFER_PADDING_SIZE * 4L)) {
      avutil.av_strerror(status, buffer, buffer.capacity());
      return buffer.getString();
    }
  }

  @Override
  public void free() {
    avutil.av_frame_free(frame);
    avcodec.av_packet_free(packet);
    avcodec.avcodec_free_context(context);
  }
}
