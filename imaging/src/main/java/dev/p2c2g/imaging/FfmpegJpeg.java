package dev.p2c2g.imaging;

import org.bytedeco.ffmpeg.global.avutil;

/** JPEG by the FFmpeg that is bundled with the program: its mjpeg decoder and encoder. */
final class FfmpegJpeg implements JpegCodec {
  private final InstancePool<FfmpegDecoder> decoders = new InstancePool<>(FfmpegDecoder::new);
  private final InstancePool<FfmpegEncoder> encoders = new InstancePool<>(FfmpegEncoder::new);

  /** Fails with {@link UnsatisfiedLinkError} where no native is bundled for this platform. */
  FfmpegJpeg() {
    // Its complaints about damaged input come out as exceptions; standard error stays clean.
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
  }

  @Override
  public String name() {
    return "ffmpeg";
  }

  @Override
  public Picture decode(byte[] data, long maxPixels, PictureAllocator into) {
    JpegHeader header = JpegHeader.parse(data).within(maxPixels);
    return decoders.with(decoder -> decoder.decode(data, header, into));
  }

  @Override
  public byte[] encode(Picture picture, int quality) {
    JpegCodec.requireEncodable(picture, quality);
    return encoders.with(encoder -> encoder.encode(picture, quality));
  }
}
