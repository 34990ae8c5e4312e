package dev.p2c2g.scheduler;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How long a piece will take on a peer: computing, by the work; the way there and back, by the
 * bytes; waiting, by what the peer holds already. Learns from every attempt that came back.
 */
final class Forecast {
  /** Whoever may name task types must not fill the memory with them. */
  static final int MOST_KINDS = 1_024;

  private final long taskTimeoutNanos;
  private final Map<Kind, CrowdEstimate> crowd = new HashMap<>();

  /**
   * @param taskTimeoutNanos longer than this no attempt takes
   */
  Forecast(long taskTimeoutNanos) {
    this.taskTimeoutNanos = taskTimeoutNanos;
  }

  /** What is known of a kind of task; kinds beyond the bound are remembered as if they were one. */
  CrowdEstimate crowd(Kind kind) {
    CrowdEstimate known = crowd.get(kind);
    if (known != null) {
      return known;
    }
    CrowdEstimate first = new CrowdEstimate(kind, crowd.size());
    if (crowd.size() < MOST_KINDS) {
      crowd.put(kind, first);
    }
    return first;
  }

  /** For the choice: what fades with time, so that slow peers are looked at again. */
  double costNanos(Piece piece, ConnectedPeer peer, long nowNanos) {
    double perUnit =
        estimate(piece, peer, nowNanos)
            .fadedNanosPerUnit(peer.load(), peer.profile().lanes(), nowNanos);
    return perUnit * piece.workUnits() + peer.link().networkNanos(bytes(piece));
  }

  /**
   * What is to be expected: what three of four attempts of this peer take at most; until that is
   * known, what its last ones took; of an unmeasured peer what the others take, empty if none is
   * known.
   */
  OptionalLong expectedNanos(Piece piece, ConnectedPeer peer, long nowNanos) {
    PeerEstimate estimate = estimate(piece, peer, nowNanos);
    if (!estimate.measured()) {
      return usualNanos(piece);
    }
    int waiting = peer.load() < peer.profile().lanes() ? 1 : 2;
    OptionalLong usual = estimate.overrun().usualNanos(piece.workUnits());
    if (usual.isPresent()) {
      return OptionalLong.of(usual.getAsLong() * waiting);
    }
    double computing = estimate.nanosPerUnit() * piece.workUnits() * waiting;
    return OptionalLong.of((long) (computing + peer.link().networkNanos(bytes(piece))));
  }

  /**
   * What it may take at best, as the news of this peer may be old: were it believed for ever, a
   * refused task would never show that it is wrong.
   */
  OptionalLong hopefulNanos(Piece piece, ConnectedPeer peer, long nowNanos) {
    OptionalLong expected = expectedNanos(piece, peer, nowNanos);
    double freshness = estimate(piece, peer, nowNanos).freshness(nowNanos);
    return expected.isEmpty()
        ? expected
        : OptionalLong.of((long) (expected.getAsLong() * freshness));
  }

  /** What an attempt takes on the average peer. */
  OptionalLong usualNanos(Piece piece) {
    return piece.task().crowd().attemptNanos(piece.workUnits());
  }

  /** When an attempt on this peer is an overrun; empty while its usual time is unknown. */
  OptionalLong overrunAfterNanos(Piece piece, ConnectedPeer peer, long nowNanos) {
    return estimate(piece, peer, nowNanos).overrun().afterNanos(piece.workUnits());
  }

  /** How long the payloads of a piece take on the way to and from the peer, both together. */
  long transferNanos(Piece piece, ConnectedPeer peer) {
    return (long) peer.link().transferNanos(bytes(piece));
  }

  /** An attempt brought a result. Call inside {@link PeerPool#update}. */
  void succeeded(Piece piece, Attempt attempt, Answer.Done answer, long nowNanos) {
    long total = nowNanos - attempt.startedNanos();
    long claimed = Math.clamp(answer.computeNanos().orElse(total), 0, Math.max(0, total));
    double work = piece.workUnits();
    long bytes = piece.task().spec().inputBytes() + answer.resultBytes();
    ConnectedPeer peer = attempt.peer();
    peer.link().carried(total - claimed, total, bytes);
    // a peer that claims to compute in no time moves its time to the way, and gains nothing
    double network = Math.min(peer.link().networkNanos((double) bytes), 0.9 * total);
    PeerEstimate estimate = estimate(piece, peer, nowNanos);
    estimate.sample((total - network) / work, nowNanos);
    estimate.overrun().sample(total / work);
    piece.task().crowd().sample(total / work, answer.resultBytes() / work);
  }

  /** An attempt failed. Call inside {@link PeerPool#update}. */
  void failed(Piece piece, Attempt attempt, long nowNanos) {
    double work = piece.workUnits();
    double elapsed = (nowNanos - attempt.startedNanos()) / work;
    estimate(piece, attempt.peer(), nowNanos).penalise(elapsed, taskTimeoutNanos / work, nowNanos);
  }

  /** An attempt was stopped without fault. Call inside {@link PeerPool#update}. */
  void stopped(Piece piece, Attempt attempt, long nowNanos) {
    double network = attempt.peer().link().networkNanos(bytes(piece));
    double computing = nowNanos - attempt.startedNanos() - network;
    estimate(piece, attempt.peer(), nowNanos)
        .sampleAtLeast(computing / piece.workUnits(), nowNanos);
  }

  private double bytes(Piece piece) {
    return piece.task().spec().inputBytes() + piece.task().crowd().resultBytes(piece.workUnits());
  }

  private static PeerEstimate estimate(Piece piece, ConnectedPeer peer, long nowNanos) {
    return peer.estimate(piece.task().crowd(), nowNanos);
  }
}
