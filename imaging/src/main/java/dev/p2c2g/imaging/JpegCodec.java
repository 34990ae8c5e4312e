package dev.p2c2g.imaging;

/** Reads and writes JPEG as planes. Safe to use from many threads at once. */
public interface JpegCodec {
  /** As the system property {@code p2c2g.jpeg} names it. */
  String name();

  /**
   * Decodes a baseline or progressive JPEG. 4:2:0, 4:2:2, 4:4:4 and grey keep their planes; other
   * samplings and RGB files become 4:4:4.
   *
   * @param maxPixels luma samples allowed; a header that says more is refused before any are
   *     allocated
   * @throws ImagingException where the file is damaged, unsupported or too large
   */
  default Picture decode(byte[] data, long maxPixels) {
    return decode(data, maxPixels, Picture::allocate);
  }

  /** The same, into planes of the given origin where the file has the planes we work with. */
  Picture decode(byte[] data, long maxPixels, PictureAllocator into);

  /**
   * Encodes a baseline JPEG with the picture's own subsampling; alpha is left out. A codec that
   * cannot write grey writes 4:2:0 with neutral chroma.
   *
   * @param quality 1 to 100, the Independent JPEG Group's scale
   * @throws ImagingException where quality or size is out of range (a side above 65,500)
   */
  byte[] encode(Picture picture, int quality);

  /** Fails unless a JPEG of this size and quality can be written. */
  static void requireEncodable(Picture picture, int quality) {
    if (quality < 1 || quality > 100) {
      throw new ImagingException(
          ImagingException.Kind.BAD_REQUEST, "JPEG quality " + quality + " is not in 1..100");
    }
    if (picture.width() > 65_500 || picture.height() > 65_500) {
      throw new ImagingException(
          ImagingException.Kind.BAD_REQUEST,
          "a JPEG of %dx%d cannot be: a side is above 65500"
              .formatted(picture.width(), picture.height()));
    }
  }
}
