/** Everything together: real sockets, real processes, real pictures. */
package dev.p2c2g.systemtests;
