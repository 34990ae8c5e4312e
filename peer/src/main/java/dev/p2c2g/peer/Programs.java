package dev.p2c2g.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether one of the programs runs for which the owner wants the machine: {@code yield.programs}.
 *
 * <p>Looking at a process costs about 0.1 ms. So most looks are at those alone that came since the
 * last thorough one; every tenth is thorough, as a process may change its name (exec, Wine).
 */
final class Programs implements OwnerWish {
  /** Enough for the path of any program; what follows are its arguments. */
  private static final int COMMAND_LINE_BYTES = 4_096;

  private static final int THOROUGH_EVERY = 10;

  private final Set<String> wanted;
  private final Path proc;
  private Set<Long> known = Set.of();
  private Optional<Found> found = Optional.empty();
  private int looks;

  private record Found(ProcessHandle process, String name) {}

  /**
   * @param names of executables, without their folders; letter case does not matter
   */
  Programs(Collection<String> names) {
    wanted = names.stream().map(Programs::folded).collect(Collectors.toUnmodifiableSet());
    proc = Path.of("/proc");
  }

  @Override
  public String name() {
    return "programs";
  }

  @Override
  public Optional<String> whyPause() {
    var before = found.flatMap(f -> wanted(f.process()));
    // another one may run beside one that has just ended
    var thorough = looks % THOROUGH_EVERY == 0 || found.isPresent();
    looks++;
    found = before.or(() -> search(thorough));
    return found.map(f -> f.name() + " runs");
  }

  private Optional<Found> search(boolean thorough) {
    try (var processes = ProcessHandle.allProcesses()) {
      var all = processes.toList();
      var skipped = thorough ? Set.<Long>of() : known;
      if (thorough) {
        known = all.stream().map(ProcessHandle::pid).collect(Collectors.toUnmodifiableSet());
      }
      return all.stream()
          .filter(process -> !skipped.contains(process.pid()))
          .flatMap(process -> wanted(process).stream())
          .findFirst();
    }
  }

  private Optional<Found> wanted(ProcessHandle process) {
    return names(process)
        .filter(name -> wanted.contains(folded(name)))
        .findFirst()
        .map(name -> new Found(process, name));
  }

  /**
   * What a process may be known by. Under Wine the executable is Wine's own: the game's name stands
   * in what Linux shows as the process's name and as the first word of its command line.
   */
  private Stream<String> names(ProcessHandle process) {
    var folder = proc.resolve(Long.toString(process.pid()));
    return Stream.of(
            process.info().command(),
            Optional.of(start(folder.resolve("cmdline"))),
            Optional.of(start(folder.resolve("comm")).strip()))
        .flatMap(Optional::stream)
        .map(Programs::baseName);
  }

  /** The first word of such a file, whose words end with a zero byte; empty when there is none. */
  private static String start(Path file) {
    try (var in = Files.newInputStream(file)) {
      var text = new String(in.readNBytes(COMMAND_LINE_BYTES), StandardCharsets.UTF_8);
      var end = text.indexOf(0);
      return end < 0 ? text : text.substring(0, end);
    } catch (IOException e) {
      return ""; // another system, or a process that has ended meanwhile
    }
  }

  private static String baseName(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
