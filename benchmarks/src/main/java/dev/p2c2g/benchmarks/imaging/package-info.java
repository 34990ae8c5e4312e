/** Upscalers and JPEG codecs, beside what one would use instead. */
package dev.p2c2g.benchmarks.imaging;
