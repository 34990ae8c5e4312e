package dev.p2c2g.peer;

import java.util.Optional;

/** Something that tells when the machine is its owner's alone; asked by one thread. */
interface OwnerWish {
  /** Which wish this is; no two of a peer have the same. */
  String name();

  /** Why the peer shall pause, in 1 to 100 characters; empty when it need not. */
  Optional<String> whyPause();
}
