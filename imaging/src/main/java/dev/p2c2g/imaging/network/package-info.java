/**
 * Convolution networks that double a luma plane, run row by row without a feature map ever being
 * whole in memory. Knows nothing of pictures: rows come from a {@link
 * dev.p2c2g.imaging.network.RowSource} and go to a {@link dev.p2c2g.imaging.network.RowSink}.
 */
@NullMarked
package dev.p2c2g.imaging.network;

import org.jspecify.annotations.NullMarked;
