package dev.p2c2g.verification;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a peer's results so far say of it, and which one to look at next. A newcomer's results are
 * all looked at until ten in a row were good, then one in so many on average, at random places
 * (after BOINC's adaptive replication). A first lie makes a peer doubted, a second one while it is
 * doubted bans it; ten good results in a row end the doubt. Being slow is no lie. Owned by one
 * thread.
 */
public final class Reputation {
  /** Good results in a row that end the looking at every one. */
  public static final int GOOD_IN_A_ROW = 10;

  /** So many doubts ban, however many good results lie between them. */
  private static final int MOST_DOUBTS = 3;

  /** One doubt is forgotten after so many good results. */
  private static final int FORGOTTEN_AFTER = 200;

  private static final int MOST_EVIDENCE = 5;

  private final int checkOneIn;
  private final RandomGenerator lots;
  private final Deque<String> evidence = new ArrayDeque<>();
  private Standing standing = Standing.NEW;
  private long good;
  private long lies;
  private int goodInARow;
  private int doubts;

  /** How many results are let through before the next one that is looked at. */
  private int toSkip;

  /** What a peer is taken for. */
  public enum Standing {
    /** Not known long enough. */
    NEW,
    /** Ten good results in a row. */
    TRUSTED,
    /** It lied; it gets only frames of which the answer is known. */
    DOUBTED,
    /** It lied again, or an admin wants it so; it gets no work. */
    BANNED
  }

  /**
   * A copy for others.
   *
   * @param good results that were looked at and were what they should be
   * @param lies results that were not
   * @param evidence the last lies, oldest first
   */
  public record Report(Standing standing, long good, long lies, List<String> evidence) {
    public Report {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * @param checkOneIn of a trusted peer's results one in so many is looked at, at least 1
   */
  public Reputation(int checkOneIn, RandomGenerator lots) {
    this.checkOneIn = checkOneIn;
    this.lots = lots;
  }

  public Standing standing() {
    return standing;
  }

  public Report report() {
    return new Report(standing, good, lies, List.copyOf(evidence));
  }

  /** A result came; whether to look at it. Stays true until {@link #looking}. */
  public boolean isDue() {
    if (standing != Standing.TRUSTED || toSkip == 0) {
      return true;
    }
    toSkip--;
    return false;
  }

  /** The next result is to be looked at, whatever the turn: something about the peer is odd. */
  public void lookCloser() {
    toSkip = 0;
  }

  /** A result is being looked at: the next one is at a random place among twice as many. */
  public void looking() {
    toSkip = lots.nextInt(2 * checkOneIn - 1);
  }

  /** Takes a finding into account; the standing after it. */
  public Standing judged(Finding finding) {
    switch (finding) {
      case Finding.Honest() -> honest();
      case Finding.Lie lie -> lied(lie);
      case Finding.Unclear _ -> {}
    }
    return standing;
  }

  /** An admin says that it may not work here, and why. */
  public void ban(String why) {
    standing = Standing.BANNED;
    keep(why);
  }

  /** An admin, or whoever knows better, gives it another chance: it begins anew. */
  public void pardon() {
    standing = Standing.NEW;
    goodInARow = 0;
    doubts = 0;
  }

  private void honest() {
    good++;
    goodInARow++;
    if (good % FORGOTTEN_AFTER == 0) {
      doubts = Math.max(0, doubts - 1);
    }
    if (standing != Standing.BANNED && goodInARow >= GOOD_IN_A_ROW) {
      standing = Standing.TRUSTED;
    }
  }

  private void lied(Finding.Lie lie) {
    lies++;
    goodInARow = 0;
    doubts++;
    keep(lie.fault() + ": " + lie.evidence());
    standing =
        standing == Standing.DOUBTED || standing == Standing.BANNED || doubts >= MOST_DOUBTS
            ? Standing.BANNED
            : Standing.DOUBTED;
  }

  private void keep(String what) {
    evidence.addLast(what);
    if (evidence.size() > MOST_EVIDENCE) {
      evidence.removeFirst();
    }
  }
}
