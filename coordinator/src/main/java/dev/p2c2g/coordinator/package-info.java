/**
 * The coordinator: takes tasks from gamers, hands each to the best peer, and brings the result
 * back.
 *
 * <p>Two kinds of threads. Vert.x event loops decode, validate and encode ({@link Gateway}, {@code
 * Session}); one scheduler thread owns all state ({@code Dispatcher} around the scheduler's pure
 * core). They meet in one mailbox.
 */
package dev.p2c2g.coordinator;
