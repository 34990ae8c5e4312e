package dev.p2c2g.coordinator;

import dev.p2c2g.scheduler.Choice;
import dev.p2c2g.scheduler.Command;
import dev.p2c2g.scheduler.Part;
import java.util.OptionalLong;

/** One thing that happened to a task; times on the scheduler's clock, parts by their index. */
sealed interface StoryEvent {
  /** Characters of a text that a peer wrote. */
  int MOST_TEXT = 200;

  long atNanos();

  record Accepted(long atNanos, OptionalLong expectedNanos) implements StoryEvent {}

  record Refused(long atNanos, Refusal why) implements StoryEvent {}

  record Assigned(long atNanos, Part part, String peerId, int attempt, Choice choice)
      implements StoryEvent {}

  /** A peer that works on it fell silent. */
  record Suspected(long atNanos, String peerId, long silentNanos) implements StoryEvent {}

  /** A peer sent no result, or not the one promised. */
  record Failed(long atNanos, int part, String peerId, String error) implements StoryEvent {
    public Failed {
      error = brief(error);
    }
  }

  /** A peer was told that its result is no longer wanted. */
  record TakenBack(long atNanos, int part, String peerId) implements StoryEvent {}

  /** A peer's owner wants the machine. */
  record HandedBack(long atNanos, String peerId, String reason) implements StoryEvent {}

  /** A peer that worked on it is gone. */
  record PeerLost(long atNanos, String peerId, String reason) implements StoryEvent {}

  record PartDone(long atNanos, int part, String peerId) implements StoryEvent {}

  /** A result that came too late, or from one who was not asked. */
  record Ignored(long atNanos, int part, String peerId) implements StoryEvent {}

  record Completed(long atNanos, Command.Complete figures) implements StoryEvent {}

  /** The end without a result. */
  record Ended(long atNanos, String code, String message, int attempts, long totalNanos)
      implements StoryEvent {
    public Ended {
      message = brief(message);
    }
  }

  /** What peers write takes room here that they could fill. */
  private static String brief(String text) {
    return text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) + "…" : text;
  }
}
