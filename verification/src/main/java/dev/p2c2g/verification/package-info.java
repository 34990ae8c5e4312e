/**
 * Whether peers can be believed: results held against their tasks, and what each peer's results so
 * far say of it. Knows nothing of networks, clocks or threads.
 */
package dev.p2c2g.verification;
