package dev.p2c2g.gamer;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerPointer;

/**
 * The decoded video frames of a file or a capture device. Holds native memory and checks nothing
 * about threads: its owner makes sure that no call is running when it closes.
 */
final class FfmpegInput implements AutoCloseable {
  private final String name;
  private final AVFormatContext container;
  private final AVCodecContext decoder;
  private final int stream;
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();

  private FfmpegInput(String name, AVFormatContext container, AVCodecContext decoder, int stream) {
    this.name = name;
    this.container = container;
    this.decoder = decoder;
    this.stream = stream;
  }

  /**
   * @param name what the input is called in messages
   */
  static FfmpegInput open(String name, InputSpec spec) throws CaptureException {
    AVFormatContext container = openContainer(name, spec);
    try {
      if (spec.format().isEmpty()) { // a device says all at once, and probing would age its frames
        Ffmpeg.check(
            avformat_find_stream_info(container, (PointerPointer<?>) null),
            "read the streams of " + name);
      }
      AVCodec codec = new AVCodec(null);
      int stream =
          Ffmpeg.check(
              av_find_best_stream(container, AVMEDIA_TYPE_VIDEO, -1, -1, codec, 0),
              "find pictures in " + name);
      return new FfmpegInput(name, container, openDecoder(name, container, stream, codec), stream);
    } catch (CaptureException e) {
      avformat_close_input(container);
      throw e;
    }
  }

  private static AVFormatContext openContainer(String name, InputSpec spec)
      throws CaptureException {
    AVInputFormat format =
        spec.format().isEmpty() ? new AVInputFormat(null) : Ffmpeg.inputFormat(spec.format());
    AVDictionary options = new AVDictionary(null);
    spec.options().forEach((key, value) -> av_dict_set(options, key, value, 0));
    AVFormatContext container = new AVFormatContext(null);
    try {
      Ffmpeg.check(avformat_open_input(container, spec.url(), format, options), "open " + name);
    } finally {
      av_dict_free(options);
    }
    return container;
  }

  private static AVCodecContext openDecoder(
      String name, AVFormatContext container, int stream, AVCodec codec) throws CaptureException {
    AVCodecContext decoder = avcodec_alloc_context3(codec);
    try {
      Ffmpeg.check(
          avcodec_parameters_to_context(decoder, container.streams(stream).codecpar()),
          "set up the decoder of " + name);
      decoder.max_pixels((long) FrameSize.MAX_SIDE * FrameSize.MAX_SIDE);
      decoder.thread_count(0); // as many as there are processors
      Ffmpeg.check(
          avcodec_open2(decoder, codec, (PointerPointer<?>) null), "open the decoder of " + name);
      return decoder;
    } catch (CaptureException e) {
      avcodec_free_context(decoder);
      throw e;
    }
  }

  /** The next frame, valid until the next call; empty at the end of the input. */
  Optional<AVFrame> read() throws CaptureException {
    while (true) {
      int code = avcodec_receive_frame(decoder, frame);
      if (code == AVERROR_EOF()) {
        return Optional.empty();
      }
      if (code != AVERROR_EAGAIN()) {
        Ffmpeg.check(code, "decode a frame of " + name);
        return Optional.of(frame);
      }
      feedDecoder();
    }
  }

  private void feedDecoder() throws CaptureException {
    int code = av_read_frame(container, packet);
    if (code == AVERROR_EOF()) {
      Ffmpeg.check(avcodec_send_packet(decoder, new AVPacket(null)), "finish decoding " + name);
      return;
    }
    Ffmpeg.check(code, "read " + name);
    try {
      if (packet.stream_index() == stream) {
        Ffmpeg.check(avcodec_send_packet(decoder, packet), "decode a frame of " + name);
      }
    } finally {
      av_packet_unref(packet);
    }
  }

  /** The decoder's name, "h264" or "rawvideo". */
  String codecName() {
    return decoder.codec().name().getString();
  }

  @Override
  public void close() {
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(decoder);
    avformat_close_input(container);
  }
}
