package dev.p2c2g.benchmarks.flood;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;

/**
 * All attackers, in a process of their own. Commands come by lines on standard input, tokens among
 * them: {@code token TOKEN}; {@code start KIND}, answered by {@code begun}; {@code stop}, which is
 * answered by a line for each attack and {@code stopped}.
 */
public final class Attackers {
  static final String TOKEN = "token ";
  static final String START = "start ";
  static final String STOP = "stop";
  static final String BEGUN = "begun";
  static final String STOPPED = "stopped";

  private final Target target;
  private final int tasksPerSecond;
  private final int halfOpen;
  private final double badTokensPerSecond;
  private final List<String> tokens = new ArrayList<>();
  private final List<Attack> attacks = new ArrayList<>();

  private Attackers(int port, int tasksPerSecond, int halfOpen, double badTokensPerSecond) {
    this.target = new Target(port);
    this.tasksPerSecond = tasksPerSecond;
    this.halfOpen = halfOpen;
    this.badTokensPerSecond = badTokensPerSecond;
  }

  /**
   * Obeys until its input ends.
   *
   * @param args the coordinator's port; tasks a second of the greedy gamer; half-open sockets; bad
   *     tokens a second
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    var attackers =
        new Attackers(
            Integer.parseInt(args[0]),
            Integer.parseInt(args[1]),
            Integer.parseInt(args[2]),
            Double.parseDouble(args[3]));
    try (var lines = new Scanner(System.in, StandardCharsets.UTF_8)) {
      while (lines.hasNextLine()) {
        attackers.obey(lines.nextLine());
      }
    }
    System.exit(0);
  }

  private void obey(String line) throws IOException, InterruptedException {
    if (line.startsWith(TOKEN)) {
      tokens.add(line.substring(TOKEN.length()));
    } else if (line.startsWith(START)) {
      var attack = attack(AttackKind.valueOf(line.substring(START.length())));
      attacks.add(attack);
      attack.awaitBegun();
      System.out.println(BEGUN);
    } else if (line.equals(STOP)) {
      attacks.forEach(Attack::close);
      attacks.forEach(attack -> System.out.println(attack.told()));
      attacks.clear();
      System.out.println(STOPPED);
    }
  }

  /** The first token is the greedy gamer's, the others are the slow readers'. */
  private Attack attack(AttackKind kind) throws IOException {
    return switch (kind) {
      case GREEDY -> new GreedyGamer(target, tokens.getFirst(), tasksPerSecond);
      case HALF_OPEN -> new HalfOpenSockets(target, halfOpen);
      case SLOW_READERS -> new SlowReaders(target, tokens.subList(1, tokens.size()));
      case BAD_TOKENS -> new BadTokens(target, badTokensPerSecond);
    };
  }
}
