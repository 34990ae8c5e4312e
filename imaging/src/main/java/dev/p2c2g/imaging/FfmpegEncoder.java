package dev.p2c2g.imaging;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;

import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.ShortPointer;

/**
 * An FFmpeg mjpeg encoder, opened anew when size, subsampling or quality change; one thread at a
 * time. Grey goes out as 4:2:0 with neutral chroma, as the encoder has no grey. The encoder's own
 * rule is a step of 8, one level, for each block's mean, whatever the quality.
 */
final class FfmpegEncoder implements InstancePool.Instance {
  /** The scale at which the encoder uses a quantisation table as it is given. */
  private static final int UNIT_SCALE = 8;

  private record Shape(int width, int height, Subsampling subsampling, int quality) {}

  private record Opened(Shape shape, AVCodecContext context, AVFrame frame) {
    void free() {
      avutil.av_frame_free(frame);
      avcodec.avcodec_free_context(context);
    }
  }

  private final AVPacket packet = avcodec.av_packet_alloc();
  private Optional<Opened> opened = Optional.empty();

  byte[] encode(Picture picture, int quality) {
    Subsampling subsampling =
        picture.subsampling().hasChroma() ? picture.subsampling() : Subsampling.S420;
    Shape shape = new Shape(picture.width(), picture.height(), subsampling, quality);
    Opened encoder = opened.filter(o -> o.shape.equals(shape)).orElseGet(() -> reopen(shape));
    require(avutil.av_frame_make_writable(encoder.frame));
    fill(encoder.frame, picture, subsampling);
    encoder.frame.quality(UNIT_SCALE * FF_QP2LAMBDA);
    encoder.frame.pts(avutil.AV_NOPTS_VALUE);
    require(avcodec.avcodec_send_frame(encoder.context, encoder.frame));
    require(avcodec.avcodec_receive_packet(encoder.context, packet));
    byte[] bytes = new byte[packet.size()];
    packet.data().get(bytes);
    avcodec.av_packet_unref(packet);
    return bytes;
  }

  private Opened reopen(Shape shape) {
    opened.ifPresent(Opened::free);
    opened = Optional.empty();
    Opened fresh = new Opened(shape, context(shape), frame(shape));
    opened = Optional.of(fresh);
    return fresh;
  }

  private static AVCodecContext context(Shape shape) {
    AVCodec codec = avcodec.avcodec_find_encoder(AV_CODEC_ID_MJPEG);
    AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
    context.width(shape.width).height(shape.height).pix_fmt(format(shape.subsampling));
    context.color_range(AVCOL_RANGE_JPEG);
    context.time_base(avutil.av_make_q(1, 30));
    context.thread_count(1);
    context.flags(context.flags() | AV_CODEC_FLAG_QSCALE);
    context.global_quality(UNIT_SCALE * FF_QP2LAMBDA);
    context.intra_matrix(table(JpegTables.luma(shape.quality)));
    context.chroma_intra_matrix(table(JpegTables.chroma(shape.quality)));
    // Two passes for tables of its own would save 3 % of bytes and cost a third of the time.
    avutil.av_opt_set(context.priv_data(), "huffman", "default", 0);
    int status = avcodec.avcodec_open2(context, codec, (AVDictionary) null);
    if (status < 0) {
      avcodec.avcodec_free_context(context);
    }
    require(status);
    return context;
  }

  /** Allocated with FFmpeg's own allocator, since the context frees it. */
  private static ShortPointer table(short[] values) {
    ShortPointer table = new ShortPointer(avutil.av_malloc(values.length * 2L));
    table.put(values, 0, values.length);
    return table;
  }

  private static AVFrame frame(Shape shape) {
    AVFrame frame = avutil.av_frame_alloc();
    frame.width(shape.width).height(shape.height).format(format(shape.subsampling));
    frame.color_range(AVCOL_RANGE_JPEG);
    require(avutil.av_frame_get_buffer(frame, 0));
    return frame;
  }

  private static int format(Subsampling subsampling) {
    return switch (subsampling) {
      case S422 -> AV_PIX_FMT_YUVJ422P;
      case S444 -> AV_PIX_FMT_YUVJ444P;
      case S420, GREY -> AV_PIX_FMT_YUVJ420P;
    };
  }

  private static void fill(AVFrame frame, Picture picture, Subsampling subsampling) {
    put(frame, 0, picture.luma());
    for (int i = 1; i < 3; i++) {
      if (picture.subsampling().hasChroma()) {
        put(frame, i, picture.planes().get(i));
      } else {
        putNeutral(frame, i, subsampling.chromaHeight(picture.height()));
      }
    }
  }

  private static void put(AVFrame frame, int index, Plane plane) {
    BytePointer data = frame.data(index);
    for (int y = 0; y < plane.height(); y++) {
      data.position((long) y * frame.linesize(index));
      data.put(plane.samples(), plane.rowStart(y), plane.width());
    }
  }

  private static void putNeutral(AVFrame frame, int index, int height) {
    byte[] row = new byte[frame.linesize(index)];
    Arrays.fill(row, (byte) 128);
    for (int y = 0; y < height; y++) {
      frame.data(index).position((long) y * row.length).put(row, 0, row.length);
    }
  }

  private static void require(int status) {
    if (status < 0) {
      throw new ImagingException(
          ImagingException.Kind.BAD_REQUEST,
          "FFmpeg cannot encode the JPEG: " + FfmpegDecoder.text(status));
    }
  }

  @Override
  public void free() {
    opened.ifPresent(Opened::free);
    avcodec.av_packet_free(packet);
  }
}
