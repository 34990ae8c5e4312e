package dev.p2c2g.coordinator;

import dev.p2c2g.security.AuditLog;
import dev.p2c2g.security.Identity;
import dev.p2c2g.security.Tokens;
import dev.p2c2g.security.Verdict;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;

/**
 * Decides who may come in, by their tokens and by what their addresses did before, and notes it in
 * the audit log. Lives on the event loop.
 */
final class Doorkeeper {
  private static final String BEARER = "Bearer ";

  private final Vertx vertx;
  private final Tokens tokens;
  private final AddressBook addresses;
  private final AuditLog audit;
  private final Metrics metrics;

  Doorkeeper(Vertx vertx, Tokens tokens, AddressBook addresses, AuditLog audit, Metrics metrics) {
    this.vertx = vertx;
    this.tokens = tokens;
    this.addresses = addresses;
    this.audit = audit;
    this.metrics = metrics;
  }

  /** What came of a token that was shown. */
  sealed interface Answer {
    record Welcome(Identity identity) implements Answer {}

    /** Not a good token. */
    record Unknown() implements Answer {}

    /** So many were bad lately that this one was not looked at. */
    record Wait() implements Answer {}
  }

  /** The token of an {@code Authorization} header; empty where it is none of ours. */
  static Optional<String> bearer(String header) {
    return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Optional.of(header.substring(BEARER.length()).strip())
        : Optional.empty();
  }

  /** Looks at a token; the answer is there at once for API keys. */
  Future<Answer> check(String token, String address) {
    if (addresses.mustWait(address)) {
      metrics.turnedAway("failed_logins");
      return Future.succeededFuture(new Answer.Wait());
    }
    if (tokens.isQuick(token)) {
      return Future.succeededFuture(answer(tokens.check(token), address));
    }
    // signatures take their time, which is the scheduler's here
    return vertx
        .executeBlocking(() -> tokens.check(token), false)
        .map(verdict -> answer(verdict, address));
  }

  /** Whether somebody who was let in may stay. */
  boolean isGood(Identity identity) {
    return tokens.isGood(identity);
  }

  /** Notes in the audit log what somebody did, or was kept from doing. */
  void note(String event, Optional<Identity> who, String address, String what) {
    audit.note(
        event,
        "subject",
        who.map(Identity::subject).orElse(""),
        "credential",
        who.map(Identity::credential).orElse(""),
        "address",
        address,
        "what",
        what);
  }

  private Answer answer(Verdict verdict, String address) {
    return switch (verdict) {
      case Verdict.Known(Identity identity) -> {
        audit.note(
            "let_in",
            "subject",
            identity.subject(),
            "role",
            identity.role().wireName(),
            "credential",
            identity.credential(),
            "address",
            address);
        yield new Answer.Welcome(identity);
      }
      case Verdict.Refused(String why) -> {
        addresses.failed(address);
        metrics.turnedAway("bad_token");
        audit.note("turned_away", "why", why, "address", address);
        yield new Answer.Unknown();
      }
    };
  }
}
