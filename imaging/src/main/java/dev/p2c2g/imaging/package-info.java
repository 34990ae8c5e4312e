/**
 * Pictures as planes: JPEG and PNG in and out, and upscaling from 1x to 4x.
 *
 * <p>{@link dev.p2c2g.imaging.FramePipeline} does a whole frame; {@link dev.p2c2g.imaging.Codecs}
 * reads and writes files; {@link dev.p2c2g.imaging.Upscalers} lists the algorithms.
 */
@NullMarked
package dev.p2c2g.imaging;

import org.jspecify.annotations.NullMarked;
