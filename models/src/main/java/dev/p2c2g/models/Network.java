package dev.p2c2g.models;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A model loaded by ONNX Runtime. A run stays on the thread that asks for it, and gives the same
 * numbers each time. Safe to use from many threads; everything but {@link #close} may be called at
 * once.
 */
final class Network implements AutoCloseable {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String input;
  private final String output;

  private Network(OrtEnvironment environment, OrtSession session) {
    this.environment = environment;
    this.session = session;
    input = session.getInputNames().iterator().next();
    output = session.getOutputNames().iterator().next();
  }

  /**
   * Loads a model.
   *
   * @param profile where to write what each of its steps took, at the end of it
   */
  static Network open(Path file, Optional<Path> profile) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    environment.setTelemetry(false);
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setDeterministicCompute(true);
      // the C library's own allocator took four times as much, in pieces that it did not give back
      options.setCPUArenaAllocator(true);
      if (profile.isPresent()) {
        options.enableProfiling(profile.get().toString());
      }
      return new Network(environment, environment.createSession(file.toString(), options));
    }
  }

  /** The shape of its only input; empty where it has another number of inputs, or not of floats. */
  Optional<long[]> inputShape() throws OrtException {
    var inputs = session.getInputInfo().values();
    return inputs.size() == 1
            && inputs.iterator().next().getInfo() instanceof TensorInfo info
            && info.type == ai.onnxruntime.OnnxJavaType.FLOAT
        ? Optional.of(info.getShape())
        : Optional.empty();
  }

  /** The shape of what comes out for an input of this size; runs it once. */
  long[] outputShape(int width, int height) throws OrtException {
    FloatBuffer zeros = Slot.floats(3 * width * height);
    try (OnnxTensor in = tensor(zeros, width, height);
        OrtSession.Result result = session.run(Map.of(input, in))) {
      return result.get(0).getInfo() instanceof TensorInfo info ? info.getShape() : new long[0];
    }
  }

  /** Runs it; both buffers are direct. */
  void run(FloatBuffer from, int width, int height, FloatBuffer to, int scale) throws OrtException {
    try (OnnxTensor in = tensor(from, width, height);
        OnnxTensor out = tensor(to, scale * width, scale * height);
        OrtSession.Result result = session.run(Map.of(input, in), Map.of(output, out))) {
      if (result.size() != 1) {
        throw new IllegalStateException(
            "the model gave " + result.size() + " results instead of 1");
      }
    }
  }

  /** Ends the profile, and says where it is. */
  Path profile() throws OrtException {
    return Path.of(session.endProfiling());
  }

  private OnnxTensor tensor(FloatBuffer floats, int width, int height) throws OrtException {
    FloatBuffer part = floats.duplicate().clear().limit(3 * width * height);
    return OnnxTensor.createTensor(environment, part, new long[] {1, 3, height, width});
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
