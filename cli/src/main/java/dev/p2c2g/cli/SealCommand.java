package dev.p2c2g.cli;

import picocli.CommandLine.Command;

/** {@code p2c2g seal}. */
@Command(
    name = "seal",
    mixinStandardHelpOptions = true,
    description = "Makes and shows the keys of circles: peers that open frames sealed to them.",
    subcommands = {SealNewCommand.class, SealShowCommand.class},
    footer = {
      "",
      "The private key goes to the peers of the circle, over a way you trust:",
      "  p2c2g peer --seal-key FILE",
      "The public one goes to gamers, likewise:",
      "  p2c2g gamer --seal-to x25519:…",
      "The coordinator gets neither."
    })
final class SealCommand {}
