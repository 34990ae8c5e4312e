/**
 * Coverage-guided fuzzing of what strangers send, by Jazzer. Each class named {@code …Target} is
 * given bytes; it passes on what must never happen: any exception but those that its entry point
 * names.
 */
package dev.p2c2g.fuzzing;
