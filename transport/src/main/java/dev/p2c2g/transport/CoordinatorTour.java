package dev.p2c2g.transport;

import java.net.URI;
import java.util.random.RandomGenerator;

/**
 * Which coordinator to try now. It begins anywhere, so that a crowd spreads over all of them. For
 * one thread at a time.
 */
public final class CoordinatorTour {
  private final CoordinatorUrls urls;
  private int at;

  public CoordinatorTour(CoordinatorUrls urls, RandomGenerator random) {
    this.urls = urls;
    this.at = random.nextInt(urls.all().size());
  }

  /** What one stop of the tour does. */
  @FunctionalInterface
  public interface Stop<T> {
    T at(URI coordinator) throws ConnectFailedException, InterruptedException;
  }

  /** The one that was left does not come first. */
  public void moveOn() {
    at = (at + 1) % urls.all().size();
  }

  /**
   * Tries one after the other, each once, and stays at the first that answers.
   *
   * @throws ConnectFailedException the last one's, when none does
   */
  public <T> T firstOf(Stop<T> stop) throws ConnectFailedException, InterruptedException {
    for (int left = urls.all().size(); ; left--) {
      try {
        return stop.at(urls.all().get(at));
      } catch (ConnectFailedException e) {
        moveOn();
        if (left == 1) {
          throw e;
        }
      }
    }
  }
}
