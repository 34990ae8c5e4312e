package dev.p2c2g.imaging;

/** JPEG by the libturbojpeg that the machine has installed, called through the FFM interface. */
final class TurboJpeg implements JpegCodec {
  private final InstancePool<TurboDecoder> decoders;
  private final InstancePool<TurboEncoder> encoders;

  /** Fails with {@link UnsupportedOperationException} where the library is not installed. */
  TurboJpeg() {
    TurboLibrary library = TurboLibrary.load();
    decoders = new InstancePool<>(() -> new TurboDecoder(library));
    encoders = new InstancePool<>(() -> new TurboEncoder(library));
  }

  @Override
  public String name() {
    return "turbojpeg";
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
