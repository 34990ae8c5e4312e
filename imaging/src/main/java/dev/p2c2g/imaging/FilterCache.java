package dev.p2c2g.imaging;

import java.util.LinkedHashMap;
import java.util.Map;

/** The axis filters used last: a stream of frames of one size computes its weights once. */
final class FilterCache {
  private static final int MAX_FILTERS = 64;

  private record Key(AxisKernel kernel, AxisMapping mapping, int count) {}

  private static final Map<Key, AxisFilter> FILTERS =
      new LinkedHashMap<>(MAX_FILTERS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, AxisFilter> eldest) {
          return size() > MAX_FILTERS;
        }
      };

  private FilterCache() {}

  static AxisFilter get(AxisKernel kernel, AxisMapping mapping, int count) {
    synchronized (FILTERS) {
      return FILTERS.computeIfAbsent(
          new Key(kernel, mapping, count), key -> new AxisFilter(kernel, mapping, count));
    }
  }
}
