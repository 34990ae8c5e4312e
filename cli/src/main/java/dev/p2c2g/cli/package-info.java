/** The {@code p2c2g} command: one class a subcommand. */
package dev.p2c2g.cli;
