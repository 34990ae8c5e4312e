package dev.p2c2g.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The answer to a {@link TaskFetch} while there is no result yet ({@code task_status}). */
public record TaskStatus(String requestId, String taskId, State state) implements Message {
  /** How far it is. */
  public enum State {
    /** No peer could take it yet. */
    WAITING,
    /** Somebody sees to it. */
    RUNNING;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The state as it stands in JSON. */
    public String wireName() {
      return wireName;
    }

    /** The state of that wire name; empty for one this build does not know. */
    public static Optional<State> ofWireName(String wireName) {
      return Arrays.stream(values()).filter(s -> s.wireName.equals(wireName)).findFirst();
    }
  }
}
