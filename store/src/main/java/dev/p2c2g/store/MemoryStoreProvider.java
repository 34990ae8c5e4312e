package dev.p2c2g.store;

/** {@code memory}: gone with the process, and fast. */
public final class MemoryStoreProvider implements StoreProvider {
  @Override
  public String type() {
    return "memory";
  }

  @Override
  public void check(String connection) {
    if (!connection.isEmpty()) {
      throw new IllegalArgumentException("is given, and memory needs none");
    }
  }

  @Override
  public TaskStore open(StoreSettings settings) {
    return new MemoryTaskStore(settings.room(), System::nanoTime);
  }
}
