/**
 * Bands of a picture: where an output is cut, and how the JPEGs of its bands become one JPEG again,
 * byte by byte, without a pixel decoded. Pure: no threads, clocks or I/O.
 */
package dev.p2c2g.bands;
