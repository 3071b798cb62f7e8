package crossreview.access;

import crossreview.access.TokenRegistry.TokenEntry;
import crossreview.model.AccessProblem;
import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.model.ProjectName;
import crossreview.store.disk.PrivateFile;
import crossreview.time.Clock;
import crossreview.time.TimestampFormat;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Makes and withdraws tokens in the files of a data directory; a running daemon follows within
 * seconds. Blocking.
 *
 * <p>Changes follow each other under an OS lock on a file of its own, and the file of hashes is
 * replaced as a whole, so a crash leaves the one or the other.
 */
public final class TokenAdministration {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
  private static final String OPERATOR = "operator";
  private static final ReentrantLock ONE = new ReentrantLock();

  private final Path dataDir;
  private final Clock clock;
  private final RandomGenerator random;

  /**
   * @param random cryptographically strong
   */
  public TokenAdministration(Path dataDir, Clock clock, RandomGenerator random) {
    this.dataDir = dataDir;
    this.clock = clock;
    this.random = random;
  }

  /**
   * A token without its text.
   *
   * @param expires the stamp after which it lets nobody in, or null
   */
  public record TokenSummary(
      String name, AccessRole role, String project, String created, String expires) {}

  public List<TokenSummary> list() throws IOException {
    return TokenJson.read(hashes()).stream()
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
   * @param time how long it is good for, or null for ever
   * @return its text, which is nowhere else
   * @throws ProblemException {@code bad_name}, {@code bad_project}, {@code token_exists}
   */
  public String create(String name, AccessRole accessRole, String project, Duration time)
      throws IOException {
    if (!NAME.matcher(name).matches()) {
      String rule = "1 to 64 of A–Z, a–z, 0–9, . _ @ -, beginning with a letter or a digit";
      throw AccessProblem.BAD_NAME.exception("a token's name has " + rule);
    }
    if (!ProjectName.allowed(project)) {
      String rule = "1 to 64 of A–Z, a–z, 0–9, . _ -, beginning with a letter or a digit";
      throw AccessProblem.BAD_PROJECT.exception("a project's name has " + rule);
    }
    String token = TokenRegistry.generate(random);
    String expires = time == null ? null : TimestampFormat.format(clock.now().plus(time));
    change(all -> {
      if (all.stream().anyMatch(tokenEntry -> tokenEntry.principal().name().equals(name))) {
        String message = "a token is called " + name + " already; rotate or revoke it";
        throw AccessProblem.TOKEN_EXISTS.exception(message);
      }
      all.add(entry(new Principal(name, accessRole, project), token, expires));
    });
    note("token_create", name);
    return token;
  }

  /** Gives a token a new text; the old one lets nobody in any more. */
  public String rotate(String name) throws IOException {
    String token = TokenRegistry.generate(random);
    change(all -> {
      TokenEntry old = find(all, name);
      all.set(all.indexOf(old), entry(old.principal(), token, old.expires()));
    });
    if (name.equals(OPERATOR)) {
      byte[] plain = (token + "\n").getBytes(StandardCharsets.US_ASCII);
      new PrivateFile(dataDir.resolve(TokenFile.OPERATOR_FILE)).replace(plain, unique());
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
    change(all -> {
      all.remove(find(all, name));
      if (all.stream().noneMatch(tokenEntry -> tokenEntry.principal().operator())) {
        String message = name + " is the last token of an operator; make another one first";
        throw AccessProblem.LAST_OPERATOR.exception(message);
      }
    });
    note("token_revoke", name);
  }

  private void note(String what, String name) {
    AuditLog.append(
        dataDir, clock, new AuditSink.AuditEvent(what, "command line", name, "done", ""));
  }

  private TokenEntry entry(Principal principal, String token, String expires) {
    return new TokenEntry(
        principal, Digest.of(token), TimestampFormat.format(clock.now()), expires);
  }

  private static TokenEntry find(List<TokenEntry> all, String name) {
    return all.stream()
        .filter(tokenEntry -> tokenEntry.principal().name().equals(name))
        .findFirst()
        .orElseThrow(() -> AccessProblem.TOKEN_NOT_FOUND.exception("no token is called " + name));
  }

  @FunctionalInterface
  private interface TokenEdit {
    void on(List<TokenEntry> all);
  }

  /**
   * One at a time: in this process by a lock of its own, since closing any channel of a file gives
   * up what the whole process holds of it; among processes by that of the system.
   */
  private void change(TokenEdit tokenEdit) throws IOException {
    if (!ONE.tryLock()) {
      throw busy();
    }
    try (FileChannel channel =
            FileChannel.open(
                dataDir.resolve("tokens.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw busy();
      }
      PrivateFile file = hashes();
      List<TokenEntry> all = new ArrayList<>(TokenJson.read(file));
      tokenEdit.on(all);
      file.replace(TokenJson.bytes(all), unique());
    } finally {
      ONE.unlock();
    }
  }

  private static ProblemException busy() {
    String message = "another command changes the tokens now; try again";
    return AccessProblem.TOKENS_BUSY.exception(message);
  }

  private PrivateFile hashes() {
    return new PrivateFile(dataDir.resolve(TokenFile.HASHES_FILE));
  }

  private String unique() {
    return Long.toHexString(random.nextLong());
  }
}
