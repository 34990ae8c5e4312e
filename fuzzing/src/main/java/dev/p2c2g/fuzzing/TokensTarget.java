package dev.p2c2g.fuzzing;

import dev.p2c2g.security.JwtRules;
import dev.p2c2g.security.Tokens;
import dev.p2c2g.security.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Tokens, as they come in a header: nobody gets in without having been given one. */
public final class TokensTarget {
  private static final Tokens TOKENS = tokens();

  private TokensTarget() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    Hangs.rejectLongRun(() -> run(data));
  }

  private static void run(byte[] data) {
    var token = new String(data, StandardCharsets.UTF_8);
    if (TOKENS.check(token) instanceof Verdict.Known known) {
      throw new IllegalStateException("let in as " + known.identity());
    }
  }

  /** A key that nobody has, of each algorithm. */
  private static Tokens tokens() {
    try {
      var folder = Files.createTempDirectory("p2c2g-fuzz");
      folder.toFile().deleteOnExit();
      return Tokens.open(
          folder.resolve("api-keys.json"),
          Optional.of(new JwtRules(keys(folder), "https://issuer.example", "p2c2g")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path keys(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("jwks.json"),
        """
        {"keys":[
          {"kty":"OKP","crv":"Ed25519","kid":"ed","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},
          {"kty":"EC","crv":"P-256","kid":"ec",
           "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
           "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"},
          {"kty":"oct","kid":"hs","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}
        ]}
        """);
  }
}
