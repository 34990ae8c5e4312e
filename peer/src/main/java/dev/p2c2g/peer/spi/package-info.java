/** What a new task type implements. */
package dev.p2c2g.peer.spi;
