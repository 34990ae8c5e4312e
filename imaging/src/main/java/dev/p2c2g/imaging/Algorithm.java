package dev.p2c2g.imaging;

/** A way to make pictures larger: plane by plane, or all planes together. */
public sealed interface Algorithm permits Upscaler, PictureAlgorithm {
  /** The honest name of the algorithm, as results report it. */
  String name();
}
