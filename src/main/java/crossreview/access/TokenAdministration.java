package crossreview.access;

import crossreview.access.TokenRegistry.TokenEntry;
import crossreview.model.AccessProblem;
import crossreview.model.ProblemException;
import crossreview.model.ProjectName;
import crossreview.store.disk.PrivateFile;
import crossreview.time.Clock;
import crossreview.time.TimestampFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes and withdraws tokens in the files of a data directory; a running daemon follows within
 * seconds. Blocking.
 */
public final class TokenAdministration {
  private final Path dataDir;
  private final Clock clock;
  private final TokenStore tokenStore;

  /**
   * @param random cryptographically strong
   */
  public TokenAdministration(Path dataDir, Clock clock, RandomGenerator random) {
    this.dataDir = dataDir;
    this.clock = clock;
    this.tokenStore = new TokenStore(dataDir, clock, random);
  }

  /**
   * A token without its text.
   *
   * @param expires the time after which it is invalid
   */
  public record TokenSummary(
      String name, AccessRole role, String project, String created, @Nullable String expires) {}

  public List<TokenSummary> list() throws IOException {
    return tokenStore.entries().stream()
        .map(tokenEntry ->
            new TokenSummary(
                tokenEntry.principal().name(),
                tokenEntry.principal().role(),
                tokenEntry.principal().project(),
                tokenEntry.created(),
                tokenEntry.expires()))
        .toList();
  }

  /**
   * Makes a token.
   *
   * @param project whose sessions its bearer sees
   * @param time how long it is valid; absent without a limit
   * @return its text, which is nowhere else
   * @throws ProblemException {@code bad_name}, {@code bad_project}, {@code token_exists}
   */
  public String create(String name, AccessRole accessRole, String project, @Nullable Duration time)
      throws IOException {
    PrincipalName.check("a token's name", name);
    if (!ProjectName.allowed(project)) {
      String rule =
          "1 to 64 characters of A–Z, a–z, 0–9, . _ -, and starts with a letter or a digit";
      throw AccessProblem.BAD_PROJECT.exception("a project's name has " + rule);
    }
    String token = tokenStore.generate();
    String expires = time == null ? null : TimestampFormat.format(clock.now().plus(time));
    tokenStore.change(all -> {
      if (all.stream().anyMatch(tokenEntry -> tokenEntry.principal().name().equals(name))) {
        String message = "a token named " + name + " exists already; rotate or revoke it";
        throw AccessProblem.TOKEN_EXISTS.exception(message);
      }
      all.add(tokenStore.entry(new Principal(name, accessRole, project), token, expires));
    });
    note("token_create", name);
    return token;
  }

  /** Gives a token a new secret; the old one becomes invalid. */
  public String rotate(String name) throws IOException {
    String token = tokenStore.generate();
    tokenStore.change(all -> {
      TokenEntry old = find(all, name);
      all.set(all.indexOf(old), tokenStore.entry(old.principal(), token, old.expires()));
    });
    Optional<String> plain = TokenFile.plainFile(name);
    if (plain.isPresent()) {
      byte[] text = (token + "\n").getBytes(StandardCharsets.US_ASCII);
      new PrivateFile(dataDir.resolve(plain.get())).replace(text, tokenStore.unique());
    }
    note("token_rotate", name);
    return token;
  }

  /**
   * Withdraws a token.
   *
   * @throws ProblemException {@code token_not_found}, {@code last_operator}
   */
  public void revoke(String name) throws IOException {
    tokenStore.change(all -> {
      all.remove(find(all, name));
      if (all.stream().noneMatch(tokenEntry -> tokenEntry.principal().operator())) {
        String message =
            name + " is the last token with the role operator; create another one first";
        throw AccessProblem.LAST_OPERATOR.exception(message);
      }
    });
    note("token_revoke", name);
  }

  private void note(String what, String name) {
    AuditLog.append(
        dataDir, clock, new AuditSink.AuditEvent(what, "command line", name, "done", ""));
  }

  private static TokenEntry find(List<TokenEntry> all, String name) {
    return all.stream()
        .filter(tokenEntry -> tokenEntry.principal().name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> AccessProblem.TOKEN_NOT_FOUND.exception("there is no token named " + name));
  }
}
