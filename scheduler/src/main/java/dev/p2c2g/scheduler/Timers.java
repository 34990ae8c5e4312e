package dev.p2c2g.scheduler;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The instants at which something runs out, one per owner at most, so that nothing stale is ever
 * kept. Instants that are equal come in the order in which they were set.
 *
 * <p>A binary heap in arrays: with 100,000 peers the instants are compared where they lie, not by
 * following a pointer each, and every owner knows its own place.
 */
final class Timers {
  /** The instant that never comes. */
  static final long NEVER = Long.MAX_VALUE;

  private static final int NOWHERE = -1;

  private Owner[] owners = new Owner[64];
  private long[] instants = new long[64];
  private long[] sequences = new long[64];
  private int size;
  private long sequence;

  /** What can run out. */
  abstract static sealed class Owner permits Piece, ConnectedPeer, Line {
    private int place = NOWHERE;
  }

  /** Sets the owner's instant in place of the one before; {@link #NEVER} for none. */
  void set(Owner owner, long atNanos) {
    if (atNanos == NEVER) {
      clear(owner);
      return;
    }
    if (owner.place != NOWHERE) {
      long order = sequence++;
      up(down(owner.place, atNanos, order), owner, atNanos, order);
      return;
    }
    if (size == owners.length) {
      owners = Arrays.copyOf(owners, 2 * size);
      instants = Arrays.copyOf(instants, 2 * size);
      sequences = Arrays.copyOf(sequences, 2 * size);
    }
    up(size++, owner, atNanos, sequence++);
  }

  void clear(Owner owner) {
    int hole = owner.place;
    if (hole == NOWHERE) {
      return;
    }
    owner.place = NOWHERE;
    size--;
    if (hole < size) {
      // the last one fills the hole, and goes up or down from there
      Owner moved = owners[size];
      long at = instants[size];
      long order = sequences[size];
      up(down(hole, at, order), moved, at, order);
    }
    // what is over must not be kept alive by an unused place
    owners[size] = owners[0];
  }

  /** When the owner's time comes; {@link #NEVER} for none. */
  long atNanos(Owner owner) {
    return owner.place == NOWHERE ? NEVER : instants[owner.place];
  }

  OptionalLong earliestNanos() {
    return size == 0 ? OptionalLong.empty() : OptionalLong.of(instants[0]);
  }

  /** Takes out the owner whose instant has come first, if any has come. */
  Optional<Owner> takeDue(long nowNanos) {
    if (size == 0 || instants[0] > nowNanos) {
      return Optional.empty();
    }
    Owner due = owners[0];
    clear(due);
    return Optional.of(due);
  }

  /** {@code a + b} for {@code b >= 0}, or {@link #NEVER} where that is too late to express. */
  static long after(long aNanos, long bNanos) {
    long sum = aNanos + bNanos;
    return sum < aNanos ? NEVER : sum;
  }

  /** Moves the later ones above the hole down into it, and puts the owner where it belongs. */
  private void up(int hole, Owner owner, long at, long order) {
    int place = hole;
    while (place > 0) {
      int parent = (place - 1) >>> 1;
      if (isSooner(parent, at, order)) {
        break;
      }
      move(parent, place);
      place = parent;
    }
    owners[place] = owner;
    instants[place] = at;
    sequences[place] = order;
    owner.place = place;
  }

  /** Moves the sooner ones below the hole up into it; gives where the hole is then. */
  private int down(int hole, long at, long order) {
    int place = hole;
    while (true) {
      int child = 2 * place + 1;
      if (child >= size) {
        return place;
      }
      if (child + 1 < size && isSooner(child + 1, instants[child], sequences[child])) {
        child++;
      }
      if (!isSooner(child, at, order)) {
        return place;
      }
      move(child, place);
      place = child;
    }
  }

  private boolean isSooner(int place, long at, long order) {
    return instants[place] < at || (instants[place] == at && sequences[place] < order);
  }

  private void move(int from, int to) {
    owners[to] = owners[from];
    instants[to] = instants[from];
    sequences[to] = sequences[from];
    owners[to].place = to;
  }
}
