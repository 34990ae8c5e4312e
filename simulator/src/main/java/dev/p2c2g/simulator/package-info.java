/** Crowds, gamers and faults in virtual time, from one seed, against the real scheduler. */
@org.jspecify.annotations.NullMarked
package dev.p2c2g.simulator;
