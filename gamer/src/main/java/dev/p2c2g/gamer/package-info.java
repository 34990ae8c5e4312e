/**
 * The gamer: frames captured from a screen, a video file or a folder, sent to be upscaled, and the
 * newest shown in a window or written to files.
 */
@NullMarked
package dev.p2c2g.gamer;

import org.jspecify.annotations.NullMarked;
