package dev.p2c2g.peer;

import dev.p2c2g.config.IntRange;
import dev.p2c2g.config.LogLevel;
import dev.p2c2g.config.Settings;
import dev.p2c2g.models.ModelSettings;
import dev.p2c2g.protocol.Names;
import dev.p2c2g.security.Access;
import dev.p2c2g.security.CircleKey;
import dev.p2c2g.transport.CoordinatorUrl;
import dev.p2c2g.transport.CoordinatorUrls;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a peer can be told; immutable. The commented default file is {@code peer_config.yml}.
 *
 * @param peerId {@code auto}, so that the coordinator names the peer, or a name of 1 to 64
 *     characters of {@code A-Z a-z 0-9 . _ : -}
 * @param coordinatorUrl {@code ws://host:port} or {@code wss://host:port}, or several of them
 * @param reconnectAttempts 0 to 1,000,000; how many times in a row to try again after a lost
 *     connection before giving up
 * @param taskTypes 1 to 64 different task types that this peer offers
 * @param models its own models, up to 16
 * @param access the token to show, and by what the coordinator is known
 * @param sealKeys of the circles whose sealed tasks it can open, up to 8
 */
public record PeerConfig(
    String peerId,
    CoordinatorUrls coordinatorUrl,
    int reconnectAttempts,
    List<String> taskTypes,
    Resources resources,
    Yielding yielding,
    Logging logging,
    List<ModelSettings> models,
    Access access,
    List<CircleKey> sealKeys) {
  private static final IntRange ATTEMPTS = IntRange.of(0, 1_000_000);
  private static final IntRange TASK_TYPES = IntRange.of(1, 64);

  /**
   * The section {@code resources}.
   *
   * @param useGpu whether a graphics card may be offered and used
   * @param maxConcurrentTasks 1 to 1,024 tasks worked on at a time
   * @param maxPixels 1 to 1,000,000,000; of one picture, input or output
   * @param isolateDecoding whether pictures are decoded in processes of their own
   */
  public record Resources(
      boolean useGpu, int maxConcurrentTasks, int maxPixels, boolean isolateDecoding) {
    private static final IntRange TASKS = IntRange.of(1, 1_024);
    private static final IntRange PIXELS = IntRange.of(1, 1_000_000_000);

    /** Rejects what is out of range. */
    public Resources {
      TASKS.require("resources.max_concurrent_tasks", maxConcurrentTasks);
      PIXELS.require("resources.max_pixels", maxPixels);
    }

    /** With pictures decoded in processes of their own. */
    public Resources(boolean useGpu, int maxConcurrentTasks, int maxPixels) {
      this(useGpu, maxConcurrentTasks, maxPixels, true);
    }

    private static Resources read(Settings settings) {
      return new Resources(
          settings.flag("resources.use_gpu", true),
          settings.integer("resources.max_concurrent_tasks", 4, TASKS),
          settings.integer("resources.max_pixels", 33_177_600, PIXELS),
          settings.flag("resources.isolate_decoding", true));
    }
  }

  /**
   * The section {@code yield}: when the peer pauses, as the machine is its owner's.
   *
   * @param schedule up to 64 spans of the week, in the machine's time zone
   * @param onBattery whether to pause while the machine runs on battery
   * @param programs up to 64 names of executables, without folders, each of 1 to 64 characters: the
   *     peer pauses while one of them runs
   */
  public record Yielding(List<WeeklySpan> schedule, boolean onBattery, List<String> programs) {
    private static final IntRange ENTRIES = IntRange.of(0, 64);
    private static final int MAX_NAME = 64;

    /** Rejects what is out of range. */
    public Yielding {
      ENTRIES.require("yield.schedule", schedule.size());
      ENTRIES.require("yield.programs", programs.size());
      schedule = List.copyOf(schedule);
      programs = List.copyOf(programs);
      programs.forEach(name -> Settings.require("yield.programs", name, Yielding::program));
    }

    /** A peer that works whatever its owner does. */
    public static Yielding never() {
      return new Yielding(List.of(), false, List.of());
    }

    private static Yielding read(Settings settings) {
      return new Yielding(
          settings.list("yield.schedule", List.of(), ENTRIES, WeeklySpan::parse),
          settings.flag("yield.on_battery", true),
          settings.list("yield.programs", List.of(), ENTRIES, Yielding::program));
    }

    private static String program(String name) {
      if (name.isBlank() || name.length() > MAX_NAME || name.matches(".*[/\\\\\\p{Cntrl}].*")) {
        throw new IllegalArgumentException(
            "is not the name of an executable without its folder, of 1 to "
                + MAX_NAME
                + " characters");
      }
      return name;
    }
  }

  /**
   * The section {@code logging}.
   *
   * @param file where to log besides standard error
   */
  public record Logging(LogLevel level, Optional<Path> file) {
    private static Logging read(Settings settings) {
      return new Logging(
          settings.word("logging.level", LogLevel.INFO), settings.path("logging.file"));
    }
  }

  /** Rejects what is out of range. */
  public PeerConfig {
    Settings.require("peer.peer_id", peerId, PeerConfig::id);
    Settings.require("peer.coordinator_url", coordinatorUrl.toString(), CoordinatorUrls::parse);
    ATTEMPTS.require("peer.reconnect_attempts", reconnectAttempts);
    TASK_TYPES.require("peer.task_types", taskTypes.size());
    taskTypes = List.copyOf(taskTypes);
    taskTypes.forEach(type -> Settings.require("peer.task_types", type, PeerConfig::id));
    models = List.copyOf(models);
    Seals.requireCount(sealKeys);
    sealKeys = List.copyOf(sealKeys);
  }

  /** A peer without models of its own. */
  public PeerConfig(
      String peerId,
      CoordinatorUrls coordinatorUrl,
      int reconnectAttempts,
      List<String> taskTypes,
      Resources resources,
      Yielding yielding,
      Logging logging) {
    this(
        peerId,
        coordinatorUrl,
        reconnectAttempts,
        taskTypes,
        resources,
        yielding,
        logging,
        List.of(),
        Access.none(),
        List.of());
  }

  /** What every key is when nothing is set. */
  public static PeerConfig defaults() {
    return load(Map.of());
  }

  /**
   * From environment variables alone, {@code P2C2G_SECTION_KEY}.
   *
   * @throws dev.p2c2g.config.ConfigException with every error
   */
  public static PeerConfig load(Map<String, String> env) {
    return read(Settings.of(env));
  }

  /**
   * From a YAML file that must exist, overridden by environment variables.
   *
   * @throws dev.p2c2g.config.ConfigException with every error
   */
  public static PeerConfig load(Path file, Map<String, String> env) {
    return read(Settings.read(file, env));
  }

  /** The same under another name. */
  public PeerConfig withPeerId(String changed) {
    return new PeerConfig(
        changed,
        coordinatorUrl,
        reconnectAttempts,
        taskTypes,
        resources,
        yielding,
        logging,
        models,
        access,
        sealKeys);
  }

  /** The same with another coordinator. */
  public PeerConfig withCoordinatorUrl(URI changed) {
    return new PeerConfig(
        peerId,
        CoordinatorUrls.of(changed),
        reconnectAttempts,
        taskTypes,
        resources,
        yielding,
        logging,
        models,
        access,
        sealKeys);
  }

  /** The same with another token, or known by other means. */
  public PeerConfig withAccess(Access changed) {
    return new PeerConfig(
        peerId,
        coordinatorUrl,
        reconnectAttempts,
        taskTypes,
        resources,
        yielding,
        logging,
        models,
        changed,
        sealKeys);
  }

  /** The same with the keys of other circles. */
  public PeerConfig withSealKeys(List<CircleKey> changed) {
    return new PeerConfig(
        peerId,
        coordinatorUrl,
        reconnectAttempts,
        taskTypes,
        resources,
        yielding,
        logging,
        models,
        access,
        changed);
  }

  private static PeerConfig read(Settings settings) {
    String peerId = settings.converted("peer.peer_id", "auto", PeerConfig::id);
    CoordinatorUrls url =
        settings.converted(
            "peer.coordinator_url",
            CoordinatorUrls.of(CoordinatorUrl.DEFAULT),
            CoordinatorUrls::parse);
    int attempts = settings.integer("peer.reconnect_attempts", 5, ATTEMPTS);
    List<String> taskTypes =
        settings.list(
            "peer.task_types", List.of("frame_upscale", "echo"), TASK_TYPES, PeerConfig::id);
    Resources resources = Resources.read(settings);
    Yielding yielding = Yielding.read(settings);
    Logging logging = Logging.read(settings);
    List<ModelSettings> models = PeerModels.read(settings);
    Access access = PeerAccess.read(settings);
    List<CircleKey> sealKeys = Seals.readKeys(settings);
    settings.finish();
    return new PeerConfig(
        peerId, url, attempts, taskTypes, resources, yielding, logging, models, access, sealKeys);
  }

  private static String id(String id) {
    if (!Names.ID.matcher(id).matches()) {
      throw new IllegalArgumentException("is not " + Names.ID_SHAPE);
    }
    return id;
  }
}
