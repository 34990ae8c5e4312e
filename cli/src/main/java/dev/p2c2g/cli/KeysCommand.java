package dev.p2c2g.cli;

import picocli.CommandLine.Command;

/** {@code p2c2g keys}. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = "Makes, lists and revokes the API keys of a coordinator.",
    subcommands = {KeysIssueCommand.class, KeysListCommand.class, KeysRevokeCommand.class},
    footer = {
      "",
      "Run it on the coordinator's machine, as its user. A running coordinator notices within a second."
    })
final class KeysCommand {}
