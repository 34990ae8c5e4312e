package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.ServerWebSocket;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class CreditsTest {
  private final List<String> calls = new ArrayList<>();
  private final Queue<Handler<?>> onEventLoop = new ArrayDeque<>();
  private final Credits credits =
      new Credits(
          fake(
              ServerWebSocket.class,
              (proxy, method, _) -> {
                calls.add(method.getName());
                return proxy;
              }),
          fake(
              Context.class,
              (proxy, _, arguments) -> {
                onEventLoop.add((Handler<?>) arguments[0]);
                return proxy;
              }));

  @Test
  void pausesAtTheMostAndResumesAtHalf() {
    take(Credits.MOST - 1);
    assertThat(calls).isEmpty();
    take(1);
    assertThat(calls).containsExactly("pause");
    giveBack(Credits.MOST - Credits.RESUME_AT - 1);
    assertThat(onEventLoop).isEmpty();
    giveBack(1);
    runEventLoop();
    assertThat(calls).containsExactly("pause", "resume");
  }

  @Test
  void doesNotResumeWhatWasNotPaused() {
    take(Credits.RESUME_AT + 1);
    giveBack(1);
    runEventLoop();
    assertThat(calls).isEmpty();
  }

  @Test
  void aResumeThatComesLateDoesNotOpenAFullBox() {
    take(Credits.MOST);
    giveBack(Credits.MOST - Credits.RESUME_AT);
    take(Credits.MOST - Credits.RESUME_AT);
    runEventLoop();
    assertThat(calls).containsExactly("pause");
    giveBack(Credits.MOST - Credits.RESUME_AT);
    runEventLoop();
    assertThat(calls).containsExactly("pause", "resume");
  }

  private void take(int letters) {
    for (var i = 0; i < letters; i++) {
      credits.take();
    }
  }

  private void giveBack(int letters) {
    for (var i = 0; i < letters; i++) {
      credits.giveBack();
    }
  }

  private void runEventLoop() {
    while (!onEventLoop.isEmpty()) {
      handle(onEventLoop.remove());
    }
  }

  @SuppressWarnings("NullAway") // Vert.x hands its own handlers of Void a null, too
  private static <T> void handle(Handler<T> handler) {
    handler.handle(null);
  }

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
