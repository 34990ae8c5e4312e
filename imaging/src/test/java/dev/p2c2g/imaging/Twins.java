package dev.p2c2g.imaging;

import dev.p2c2g.imaging.kernels.KernelChoice;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * All of imaging twice in one process, once with the plain inner loops and once with the vector
 * ones: which loops run is settled once, when the classes are loaded, so each gets its own loader.
 */
final class Twins implements AutoCloseable {
  private final URLClassLoader scalarClasses = loader();
  private final URLClassLoader vectorClasses = loader();
  private final BiFunction<String, Integer, byte[]> scalar;
  private final BiFunction<String, Integer, byte[]> vector;

  Twins() throws ReflectiveOperationException {
    scalar = side(scalarClasses, "scalar");
    vector = side(vectorClasses, "vector");
  }

  private static URLClassLoader loader() {
    URL[] classes = {place(Upscalers.class), place(TwinSide.class)};
    return new URLClassLoader(classes, ClassLoader.getPlatformClassLoader());
  }

  private static URL place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  @SuppressWarnings("unchecked")
  private static BiFunction<String, Integer, byte[]> side(ClassLoader classes, String loops)
      throws ReflectiveOperationException {
    Optional<String> before = Optional.ofNullable(System.getProperty(KernelChoice.PROPERTY));
    System.setProperty(KernelChoice.PROPERTY, loops);
    try {
      BiFunction<String, Integer, byte[]> side =
          (BiFunction<String, Integer, byte[]>)
              classes.loadClass(TwinSide.class.getName()).getConstructor().newInstance();
      return side;
    } finally {
      before.ifPresentOrElse(
          value -> System.setProperty(KernelChoice.PROPERTY, value),
          () -> System.clearProperty(KernelChoice.PROPERTY));
    }
  }

  /** Levels between the two sides at most, over cases {@code from} to {@code to - 1}. */
  int greatestDifference(String algorithm, int from, int to) {
    int greatest = 0;
    for (int number = from; number < to; number++) {
      byte[] plain = scalar.apply(algorithm, number);
      byte[] quick = vector.apply(algorithm, number);
      for (int i = 0; i < plain.length; i++) {
        greatest = Math.max(greatest, Math.abs((plain[i] & 0xff) - (quick[i] & 0xff)));
      }
    }
    return greatest;
  }

  /** Names the loops of both sides. */
  @Override
  public String toString() {
    return "one by " + scalar + ", other by " + vector;
  }

  @Override
  public void close() throws IOException {
    scalarClasses.close();
    vectorClasses.close();
  }
}
