package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.scheduler.Event.Doubt;
import dev.p2c2g.scheduler.Part;
import dev.p2c2g.scheduler.PeerProfile;
import dev.p2c2g.verification.Finding;
import dev.p2c2g.verification.Reputation;
import dev.p2c2g.verification.Reputation.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Whether peers can be believed: which results are looked at, and what follows. A peer is
 * remembered by the subject of its token, or by its id where nobody is asked for tokens. Owned by
 * the scheduler thread; none of its methods may run while a step is carried out.
 */
final class Verification {
  private static final int MOST_REMEMBERED = 10_000;
  private static final long CANARY_NANOS = 500_000_000;

  private final boolean enabled;
  private final VerificationSettings settings;
  private final Checks checks;
  private final Consequences consequences;
  private final LongSupplier nanoClock;
  private final RandomGenerator lots;
  private final Copies copies;
  private final Replicas replicas;
  private final Pace pace = new Pace();
  private final Map<String, Watched> byName = new LinkedHashMap<>();
  private final Set<Watched> doubted = new LinkedHashSet<>();

  /** What it does to the crowd. */
  interface Consequences {
    /** The peer is believed that far. */
    void doubt(String peerId, Doubt doubt);

    /** The peer's connection ends. */
    void expel(String peerId, String why);

    void submit(Submission copy);

    /** Something was found. */
    void found(String who, Finding finding);

    /** Somebody is taken for something else now; {@code why} is the last evidence, or "". */
    void changed(String who, Standing standing, String why);
  }

  /** One who is remembered, for pages. */
  record Row(String who, Set<String> peers, long fast, Reputation.Report report) {}

  /**
   * What it works with.
   *
   * @param checks looks at results, elsewhere
   * @param taskIds names for tasks of the coordinator's own
   * @param lots decides what is looked at; peers must not be able to guess
   */
  record Means(Checks checks, Supplier<String> taskIds, RandomGenerator lots) {}

  /**
   * @param enabled whether results are looked at; an admin can ban and pardon all the same
   */
  Verification(
      boolean enabled,
      VerificationSettings settings,
      Means means,
      Consequences consequences,
      LongSupplier nanoClock) {
    this.enabled = enabled;
    this.settings = settings;
    this.checks = means.checks();
    this.consequences = consequences;
    this.nanoClock = nanoClock;
    this.lots = means.lots();
    this.copies = new Copies(means.taskIds(), nanoClock, consequences::submit);
    this.replicas = new Replicas(settings.replicatedTypes(), copies, new OtherPeers());
  }

  /** Why nobody of that name may work here; empty where he may. */
  Optional<String> objectionTo(String who) {
    return Optional.ofNullable(byName.get(who))
        .filter(Watched::isBanned)
        .map(_ -> "'" + who + "' is banned here for wrong results; ask the operator");
  }

  void joined(String who, String peerId, PeerProfile profile) {
    var watched = watched(who);
    watched.joined(peerId, profile);
    if (enabled) {
      checks.prepare();
    }
    if (watched.doubt() != Doubt.NONE) {
      consequences.doubt(peerId, watched.doubt());
    }
  }

  void left(String who, String peerId) {
    Optional.ofNullable(byName.get(who)).ifPresent(watched -> watched.left(peerId));
  }

  /**
   * A result was taken; perhaps it is looked at.
   *
   * @param tookNanos from the assignment to the result
   */
  void arrived(
      String who,
      String peerId,
      Submission submission,
      Part part,
      TaskResult.Success result,
      long tookNanos) {
    if (!enabled) {
      return;
    }
    var watched = watched(who);
    if (part.isWhole()
        && pace.isUnreasonable(
            submission.rules().kind(), tookNanos / submission.rules().workUnits())) {
      watched.wasFast();
    }
    if (Check.isPossible(submission, result)) {
      if (watched.reputation().isDue()) {
        var check = new Check(who, peerId, submission, part, result, watched.isDoubted());
        if (checks.offer(check)) {
          watched.reputation().looking();
        }
        if (watched.passedUnseen()) {
          tellDoubt(watched);
        }
      }
    } else if (replicas.compares(submission, result)
        && watched.reputation().isDue()
        && replicas.compare(submission, who, profile(watched, peerId), result)) {
      watched.reputation().looking();
    }
  }

  /** A result was refused at once: it is not even what was promised by its header. */
  void unfit(String who, Finding.Lie lie) {
    if (enabled) {
      found(who, lie);
    }
  }

  /** A result was looked at. */
  void judged(Check check, Finding finding) {
    if (finding instanceof Finding.Honest) {
      copies.keep(check.submission());
    }
    found(check.who(), finding);
    Optional.ofNullable(byName.get(check.who())).filter(Watched::seen).ifPresent(this::tellDoubt);
  }

  private void tellDoubt(Watched watched) {
    watched.connected().forEach(peerId -> consequences.doubt(peerId, watched.doubt()));
  }

  /** Gives canaries to those in doubt, and asks third peers; call several times a second. */
  void sweep() {
    replicas.sweep();
    var now = nanoClock.getAsLong();
    for (var watched : List.copyOf(doubted)) {
      if (watched.isConnected() && now - watched.copiedNanos() >= CANARY_NANOS) {
        watched.copied(now);
        watched.profiles().forEach(copies::canary);
      }
    }
  }

  /** An admin bans somebody, connected or not. */
  void ban(String who, String why) {
    var watched = watched(who);
    var before = watched.reputation().standing();
    watched.reputation().ban(why);
    follow(watched, before);
  }

  /**
   * An admin gives somebody another chance.
   *
   * @return false where nothing is known of that name
   */
  boolean pardon(String who) {
    var watched = Optional.ofNullable(byName.get(who));
    watched.ifPresent(w -> {
      var before = w.reputation().standing();
      w.reputation().pardon();
      follow(w, before);
    });
    return watched.isPresent();
  }

  /** Everybody who is connected, doubted or banned. */
  List<Row> rows() {
    return byName.values().stream()
        .filter(w -> w.isConnected() || w.isDoubted() || w.isBanned())
        .map(w -> new Row(w.who(), w.connected(), w.fast(), w.reputation().report()))
        .toList();
  }

  private void found(String who, Finding finding) {
    var watched = watched(who);
    var before = watched.reputation().standing();
    watched.reputation().judged(finding);
    consequences.found(who, finding);
    follow(watched, before);
  }

  private void follow(Watched watched, Standing before) {
    var now = watched.reputation().standing();
    if (now == before) {
      return;
    }
    if (now == Standing.DOUBTED) {
      doubted.add(watched);
    } else {
      doubted.remove(watched);
    }
    var evidence = watched.reputation().report().evidence();
    consequences.changed(watched.who(), now, evidence.isEmpty() ? "" : evidence.getLast());
    for (var peerId : watched.connected()) {
      if (now == Standing.BANNED) {
        consequences.expel(peerId, "banned for wrong results");
      } else {
        consequences.doubt(peerId, watched.doubt());
      }
    }
  }

  private Watched watched(String who) {
    var known = byName.get(who);
    if (known != null) {
      return known;
    }
    if (byName.size() >= MOST_REMEMBERED) {
      forgetOne();
    }
    var stranger = new Watched(who, new Reputation(settings.checkOneIn(), lots));
    byName.put(who, stranger);
    return stranger;
  }

  /** The one known longest of those that are gone and not banned; else of the banned. */
  private void forgetOne() {
    var gone = new ArrayList<>(byName.values());
    gone.removeIf(Watched::isConnected);
    gone.stream()
        .filter(w -> !w.isBanned())
        .findFirst()
        .or(() -> gone.stream().findFirst())
        .ifPresent(w -> {
          byName.remove(w.who());
          doubted.remove(w);
        });
  }

  private static PeerProfile profile(Watched watched, String peerId) {
    return Optional.ofNullable(watched.profiles().get(peerId)).orElseThrow();
  }

  /** Whom copies can be given to. */
  private final class OtherPeers implements Replicas.Crowd {
    @Override
    public Optional<Replicas.Witness> another(PeerProfile like, Set<String> exceptWho) {
      var witnesses = new ArrayList<Replicas.Witness>();
      for (var watched : byName.values()) {
        if (!exceptWho.contains(watched.who()) && !watched.isBanned()) {
          watched
              .profiles()
              .forEach((peerId, profile) -> {
                if (profile.gpu() == like.gpu() && profile.taskTypes().equals(like.taskTypes())) {
                  witnesses.add(new Replicas.Witness(watched.who(), peerId));
                }
              });
        }
      }
      return witnesses.isEmpty()
          ? Optional.empty()
          : Optional.of(witnesses.get(lots.nextInt(witnesses.size())));
    }

    @Override
    public void found(String who, Finding finding) {
      Verification.this.found(who, finding);
    }
  }
}
