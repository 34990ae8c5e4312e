package dev.p2c2g.cli;

import dev.p2c2g.cli.quality.QualityCommand;
import dev.p2c2g.config.ConfigException;
import dev.p2c2g.config.LogLevel;
import dev.p2c2g.config.LogSetup;
import dev.p2c2g.coordinator.CoordinatorStartException;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Entry point: {@code p2c2g COMMAND}. Exit status 0 is success, 1 a failure while running, 2 wrong
 * use.
 */
@Command(
    name = "p2c2g",
    mixinStandardHelpOptions = true,
    version = "p2c2g 0.1.0",
    description = {
      "A crowd of ordinary machines does a gamer's heavy work in real time.",
      "Start with:  p2c2g demo"
    },
    subcommands = {
      DemoCommand.class,
      CoordinatorCommand.class,
      KeysCommand.class,
      CertCommand.class,
      SealCommand.class,
      PeerCommand.class,
      PeersCommand.class,
      PauseCommand.class,
      ResumeCommand.class,
      GamerCommand.class,
      SubmitCommand.class,
      FetchCommand.class,
      UpscaleCommand.class,
      CodecsCommand.class,
      QualityCommand.class,
      SimulateCommand.class,
      StatsCommand.class,
      ExplainCommand.class,
      ReputationCommand.class,
      ClusterCommand.class
    },
    footer = {"", "Every command has its own --help. Documentation: README.md and docs/."})
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // what a command has to say it prints; coordinator and peer set up their log from their
    // configuration
    LogSetup.apply(LogLevel.ERROR, Optional.empty());
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new ToldInWords());
  }

  /** Errors that a user can do something about are told in words; a stack trace is for bugs. */
  private static final class ToldInWords implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult parsed) {
      switch (e) {
        case ConfigException _, IllegalArgumentException _ -> tell(commandLine, e);
        case CoordinatorStartException _, IOException _, UserException _ -> tell(commandLine, e);
        case InterruptedException _ -> commandLine.getErr().println("interrupted");
        default -> e.printStackTrace(commandLine.getErr());
      }
      return e instanceof ConfigException
          ? CommandLine.ExitCode.USAGE
          : CommandLine.ExitCode.SOFTWARE;
    }

    private static void tell(CommandLine commandLine, Exception e) {
      commandLine.getErr().println("p2c2g: " + e.getMessage());
    }
  }
}
