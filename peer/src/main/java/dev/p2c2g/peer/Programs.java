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
 */
final class Programs implements OwnerWish {
  /** Enough for the path of any program; what follows are its arguments. */
  private static final int COMMAND_LINE_BYTES = 4_096;

  private final Set<String> wanted;
  private final Path proc;

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
    try (var processes = ProcessHandle.allProcesses()) {
      return processes
          .flatMap(this::names)
          .filter(name -> wanted.contains(folded(name)))
          .findFirst()
          .map(name -> name + " runs");
    }
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
