package dev.p2c2g.transport;

import dev.p2c2g.security.Pin;
import dev.p2c2g.security.PinnedTrust;
import io.netty.handler.ssl.util.SimpleTrustManagerFactory;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import java.security.KeyStore;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Pins, as Vert.x wants to be told whom to believe; its own wrapper needs a logger we have not. */
record PinnedTrustOptions(Set<Pin> pins) implements TrustOptions {
  @Override
  public TrustOptions copy() {
    return this;
  }

  @Override
  public TrustManagerFactory getTrustManagerFactory(Vertx vertx) {
    return new Factory(pins);
  }

  @Override
  public Function<String, TrustManager[]> trustManagerMapper(Vertx vertx) {
    return _ -> new TrustManager[] {new PinnedTrust(pins)};
  }

  private static final class Factory extends SimpleTrustManagerFactory {
    private final Set<Pin> pins;

    Factory(Set<Pin> pins) {
      this.pins = pins;
    }

    @Override
    protected void engineInit(KeyStore keyStore) {}

    @Override
    protected void engineInit(ManagerFactoryParameters parameters) {}

    @Override
    protected TrustManager[] engineGetTrustManagers() {
      return new TrustManager[] {new PinnedTrust(pins)};
    }
  }
}
