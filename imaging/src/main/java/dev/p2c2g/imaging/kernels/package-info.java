/** Choosing between a plain and a vectorised set of inner loops, by what is quicker here. */
@NullMarked
package dev.p2c2g.imaging.kernels;

import org.jspecify.annotations.NullMarked;
