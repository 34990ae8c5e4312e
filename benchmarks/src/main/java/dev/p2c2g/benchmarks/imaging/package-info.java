/** Upscalers, JPEG codecs and the frame pipeline, beside what one would use instead. */
package dev.p2c2g.benchmarks.imaging;
