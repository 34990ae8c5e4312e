package dev.p2c2g.benchmarks.imaging;

import dev.p2c2g.imaging.Codecs;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A {@link CodecProcess} and what it is asked. It ends when its standard input does. */
final class CodecChild implements Turns.Contender, AutoCloseable {
  private final String label;
  private final Process process;
  private final BufferedWriter questions;
  private final BufferedReader answers;

  private CodecChild(String label, Process process) {
    this.label = label;
    this.process = process;
    questions = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
  }

  /** Starts one and waits until it works; empty where the machine has no such codec. */
  static Optional<CodecChild> start(String codec, String label) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Dp2c2g.home=" + System.getProperty("p2c2g.home", ".")));
    if (!codec.equals(Codec.OPENCV)) {
      command.add("-D" + Codecs.JPEG_PROPERTY + "=" + codec);
    }
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), CodecProcess.class.getName(), codec));
    ProcessBuilder builder = new ProcessBuilder(command);
    CodecChild child =
        new CodecChild(label, builder.redirectError(ProcessBuilder.Redirect.DISCARD).start());
    try {
      child.block(Duration.ZERO);
      return Optional.of(child);
    } catch (IOException e) {
      System.out.println("left out: " + label + ", which does not work on this machine");
      child.close();
      return Optional.empty();
    }
  }

  @Override
  public String name() {
    return label;
  }

  /** Milliseconds of decoding, and of encoding. */
  @Override
  public double[] block(Duration length) throws IOException {
    questions.write(Long.toString(length.toMillis()));
    questions.newLine();
    questions.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException(label + ": its process ended");
    }
    String[] figures = answer.split(" ", -1);
    return new double[] {Double.parseDouble(figures[0]), Double.parseDouble(figures[1])};
  }

  @Override
  public void close() {
    process.destroy();
  }
}
