/**
 * Messages over WebSocket: buffers to messages and back, close codes, and the link that a peer, a
 * gamer or a tool keeps to its coordinator.
 */
package dev.p2c2g.transport;
