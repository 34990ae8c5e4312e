package dev.p2c2g.store;

import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Opens stores of one kind; found by {@link ServiceLoader}. */
public interface StoreProvider {
  /** What {@code database.type} calls it. */
  String type();

  /**
   * Looks at a connection string, without connecting.
   *
   * @throws IllegalArgumentException says what it must be like; never with a password
   */
  void check(String connection);

  /**
   * Opens a store.
   *
   * @throws StoreException when it is not there, or is not what it should be
   * @throws IllegalArgumentException when the settings make no sense; says which, without secrets
   */
  TaskStore open(StoreSettings settings) throws StoreException;

  /**
   * The provider of that type.
   *
   * @throws IllegalArgumentException when there is none; names those there are
   */
  static StoreProvider of(String type) {
    var all =
        ServiceLoader.load(StoreProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .collect(Collectors.toMap(StoreProvider::type, p -> p, (a, _) -> a, TreeMap::new));
    var found = all.get(type);
    if (found == null) {
      throw new IllegalArgumentException(
          "'" + type + "' is not in this build; there are " + String.join(", ", all.keySet()));
    }
    return found;
  }
}
