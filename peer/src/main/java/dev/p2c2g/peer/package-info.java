/**
 * The volunteer's side: {@link dev.p2c2g.peer.PeerNode} connects to a coordinator, takes tasks,
 * does them with the executors of {@link dev.p2c2g.peer.spi}, and sends the results back.
 */
package dev.p2c2g.peer;
