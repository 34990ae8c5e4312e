/**
 * Keeps tasks in Redis 6.2 or newer, or Valkey: streams for the queues, Lua for what is one step.
 */
package dev.p2c2g.store.redis;
