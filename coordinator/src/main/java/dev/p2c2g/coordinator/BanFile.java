package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.Names;
import dev.p2c2g.security.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who may not work here, across restarts: a JSON object of names and reasons. For one thread at a
 * time.
 */
final class BanFile {
  private static final int MOST = 10_000;
  private static final JsonMapper JSON = new JsonMapper();

  private final Path file;

  BanFile(Path file) {
    this.file = file;
  }

  /**
   * Names and why; empty where there is no such file.
   *
   * @throws IOException when it cannot be read; the message says what to do
   */
  SequencedMap<String, String> read() throws IOException {
    var bans = new LinkedHashMap<String, String>();
    if (!Files.exists(file)) {
      return bans;
    }
    try {
      for (var ban : JSON.readTree(Files.readString(file)).properties()) {
        if (Names.ID.matcher(ban.getKey()).matches()) {
          bans.put(ban.getKey(), ban.getValue().asString());
        }
      }
    } catch (JacksonException e) {
      throw new IOException(file + " is no JSON object of names; mend it, or delete it", e);
    }
    return bans;
  }

  /** Adds somebody; of more than ten thousand the oldest are left out. */
  synchronized void add(String who, String why) throws IOException {
    var bans = read();
    bans.putLast(who, why);
    while (bans.size() > MOST) {
      bans.pollFirstEntry();
    }
    write(bans);
  }

  synchronized void remove(String who) throws IOException {
    var bans = read();
    if (bans.remove(who) != null) {
      write(bans);
    }
  }

  private void write(Map<String, String> bans) throws IOException {
    PrivateFiles.write(
        file,
        JSON.writerWithDefaultPrettyPrinter()
            .writeValueAsString(bans)
            .getBytes(StandardCharsets.UTF_8));
  }
}
