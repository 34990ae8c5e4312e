/** The pure state machine that decides which peer does which task. */
package dev.p2c2g.scheduler;
