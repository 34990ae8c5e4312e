package dev.p2c2g.cli;

import dev.p2c2g.protocol.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code p2c2g keys issue}. */
@Command(
    name = "issue",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a key and prints it, this once: only a hash of it is kept.",
      "Whoever has it puts it into a file and uses --token-file."
    },
    footer = {"", "  p2c2g keys issue --role peer --subject alice --expires 90d > alice.token"})
final class KeysIssueCommand implements Callable<Integer> {
  private static final Pattern LIFETIME = Pattern.compile("([1-9][0-9]{0,4})([mhd])");

  @Mixin private CoordinatorFiles files = new CoordinatorFiles();

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      description = "peer, gamer or admin: what its bearer may do")
  private Role role = Role.GAMER;

  @Option(
      names = "--subject",
      required = true,
      paramLabel = "NAME",
      description = "whose it is, 1 to 64 of A-Z a-z 0-9 . _ : -; limits count for each subject")
  private String subject = "";

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = "after so long, such as 30m, 12h or 90d; default never")
  private Optional<String> expires = Optional.empty();

  @Override
  public Integer call() throws IOException {
    var lifetime = expires.map(KeysIssueCommand::lifetime);
    var issued = files.settings().security().keys().issue(role, subject, lifetime);
    files.note(
        "key_issued",
        "credential",
        "key:" + issued.key().id(),
        "role",
        role.wireName(),
        "subject",
        subject);
    System.out.println(issued.token());
    System.err.printf(
        Locale.ROOT,
        "key %s of %s %s, %s; it is not shown again. Revoke it with: p2c2g keys revoke %s%n",
        issued.key().id(),
        role.wireName(),
        subject,
        issued.key().expires().map(end -> "good until " + end).orElse("without an end"),
        issued.key().id());
    return 0;
  }

  private static Duration lifetime(String text) {
    var matcher = LIFETIME.matcher(text);
    if (!matcher.matches()) {
      throw new UserException(
          "--expires: '" + text + "' is not a number from 1 to 99999 and m, h or d, such as 90d");
    }
    var count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
