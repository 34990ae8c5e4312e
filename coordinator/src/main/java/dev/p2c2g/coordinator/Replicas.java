package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.scheduler.PeerProfile;
import dev.p2c2g.verification.Fault;
import dev.p2c2g.verification.Finding;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Has tasks done twice whose results nobody here can judge, and compares: by two peers of one class
 * of hardware, and by a third where they differ (after BOINC). Owned by the scheduler thread.
 */
final class Replicas {
  private static final Logger LOG = System.getLogger("security");
  private static final int MOST_OPEN = 8;

  /** Of a task and its result, which are kept until others have done it. */
  private static final int MOST_BYTES = 8 << 20;

  private final Copies copies;
  private final Crowd crowd;
  private final Set<String> types;

  /** Types of which three peers gave three results. */
  private final Set<String> unrepeatable = new HashSet<>();

  /** Cases for which one more peer is wanted; looked at in the next sweep. */
  private final Deque<Case> undecided = new ArrayDeque<>();

  /** What came out; told in the next sweep. */
  private final Deque<Found> decided = new ArrayDeque<>();

  private int open;

  /** Who there is to ask, and who is told. */
  interface Crowd {
    /** A peer of that class of hardware, of none of these names; empty where there is none. */
    Optional<Witness> another(PeerProfile like, Set<String> exceptWho);

    void found(String who, Finding finding);
  }

  /** A connected peer and whose it is. */
  record Witness(String who, String peerId) {}

  /** What one peer said. */
  private record Word(String who, Payload result) {}

  private record Found(String who, Finding finding) {}

  private record Case(Submission submission, PeerProfile profile, List<Word> words) {}

  Replicas(Set<String> types, Copies copies, Crowd crowd) {
    this.types = types;
    this.copies = copies;
    this.crowd = crowd;
  }

  /** Whether results of that task are compared. */
  boolean compares(Submission submission, TaskResult.Success result) {
    var type = submission.task().taskType();
    return types.contains(type)
        && !unrepeatable.contains(type)
        && !submission.rules().isSealed()
        && !submission.gamerId().equals(Copies.REQUESTER)
        && submission.heldBytes() + result.result().size() <= MOST_BYTES
        && submission.task().data() instanceof Payload.Inline
        && result.result() instanceof Payload.Inline;
  }

  /**
   * Has another peer do it too.
   *
   * @return false where nobody is there to do it
   */
  boolean compare(
      Submission submission, String who, PeerProfile profile, TaskResult.Success result) {
    return open < MOST_OPEN
        && ask(new Case(submission, profile, List.of(new Word(who, result.result()))));
  }

  /** Tells what came out, and asks third peers. */
  void sweep() {
    for (var next = decided.poll(); next != null; next = decided.poll()) {
      crowd.found(next.who(), next.finding());
    }
    for (var left = undecided.size(); left > 0; left--) {
      var _ = ask(undecided.removeFirst());
    }
  }

  private boolean ask(Case about) {
    var asked = new HashSet<String>();
    about.words().forEach(word -> asked.add(word.who()));
    var witness = crowd.another(about.profile(), asked);
    witness.ifPresent(w -> {
      open++;
      copies.give(about.submission(), w.peerId(), result -> answered(about, w.who(), result));
    });
    return witness.isPresent();
  }

  /** Called while a step of the scheduler is carried out: nothing may follow from it yet. */
  private void answered(Case about, String who, TaskResult result) {
    open--;
    if (!(result.outcome() instanceof TaskResult.Success success)
        || !(success.result() instanceof Payload.Inline)) {
      return;
    }
    var words = new ArrayList<>(about.words());
    words.add(new Word(who, success.result()));
    var agreed = agreed(words);
    if (agreed.isPresent()) {
      words.forEach(word -> decided.add(new Found(word.who(), finding(word, agreed.get(), about))));
    } else if (words.size() < 3) {
      undecided.addLast(new Case(about.submission(), about.profile(), List.copyOf(words)));
    } else {
      unrepeatable.add(about.submission().task().taskType());
      LOG.log(
          Level.WARNING,
          "verification.replicated_types: {0} gave three results to three peers, it is not compared any more",
          about.submission().task().taskType());
    }
  }

  private static Finding finding(Word word, Payload agreed, Case about) {
    return word.result().equals(agreed)
        ? new Finding.Honest()
        : new Finding.Lie(
            Fault.OUTVOTED,
            "two others agree on a result of %d bytes for %s, this one has %d bytes"
                .formatted(
                    agreed.size(), about.submission().task().taskType(), word.result().size()));
  }

  /** What two of them say. */
  private static Optional<Payload> agreed(List<Word> words) {
    return words.stream()
        .filter(word -> words.stream().filter(w -> w.result().equals(word.result())).count() > 1)
        .map(Word::result)
        .findFirst();
  }
}
