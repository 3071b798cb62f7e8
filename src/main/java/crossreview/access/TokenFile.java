package crossreview.access;

import crossreview.model.ProblemException;
import crossreview.process.TextFile;
import crossreview.store.disk.PrivateFile;
import crossreview.time.Clock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The token files of a data directory. Blocking: for the thread that starts the daemon.
 *
 * <pre>
 *   operator.token  xr_…    the operator's token, plain, for the local command line
 *   agent.token     xr_…    a caller's token, plain, for local agents: crossreview mcp
 *   tokens.json             hashes with names and roles, see TokenJson
 * </pre>
 *
 * <p>The operator's plain file is written before its hash: a start that dies in between leaves a
 * token that is not honoured yet, and the next start hashes it. The agent's plain file is written
 * after its hash: a start that dies in between leaves a hash without a file, which the next start
 * replaces. So an agent's token that was revoked stays revoked, because its file is still there.
 */
public final class TokenFile {
  /** Beside the data directory's journal; what the local command line reads. */
  public static final String OPERATOR_FILE = "operator.token";

  /** What local agents prove themselves with; a caller's token. */
  public static final String AGENT_FILE = "agent.token";

  private static final Principal OPERATOR = new Principal("operator", AccessRole.OPERATOR);

  /** Named so that it collides with no name that a person would choose for a token. */
  private static final Principal AGENT = new Principal("local-agent", AccessRole.CALLER);

  static final String HASHES_FILE = "tokens.json";
  private static final Pattern TOKEN = Pattern.compile("xr_[A-Za-z0-9_-]{43}");

  private final Path dataDir;
  private final Clock clock;
  private final TokenStore tokenStore;
  private volatile String read = "";

  /**
   * @param random cryptographically strong
   */
  public TokenFile(Path dataDir, Clock clock, RandomGenerator random) {
    this.dataDir = dataDir;
    this.clock = clock;
    this.tokenStore = new TokenStore(dataDir, clock, random);
  }

  /**
   * The tokens of this data directory. Without any, one for the operator is made; without a file
   * for local agents, one for them.
   *
   * <p>Throws {@link ProblemException} with {@code private_file_refused} when a file may be read by
   * others than its owner or holds something else.
   */
  public TokenRegistry open() throws IOException {
    PrivateFile hashes = new PrivateFile(dataDir.resolve(HASHES_FILE));
    if (!hashes.exists()) {
      List<TokenRegistry.TokenEntry> first =
          List.of(tokenStore.entry(OPERATOR, operatorToken(), null));
      hashes.create(TokenJson.bytes(first), tokenStore.unique());
    }
    if (!plain(AGENT_FILE).exists()) {
      addAgentToken();
    }
    refuseOpen(plain(OPERATOR_FILE));
    refuseOpen(plain(AGENT_FILE));
    read = state();
    return new TokenRegistry(TokenJson.read(hashes), clock);
  }

  private String operatorToken() throws IOException {
    PrivateFile file = plain(OPERATOR_FILE);
    file.create(
        (tokenStore.generate() + "\n").getBytes(StandardCharsets.US_ASCII), tokenStore.unique());
    String token = TextFile.decode(file.read()).strip();
    if (!TOKEN.matcher(token).matches()) {
      throw file.refused("does not contain a token; remove it and start again");
    }
    return token;
  }

  /** Gives local agents a token, unless another host on the same directory was faster. */
  private void addAgentToken() throws IOException {
    PrivateFile file = plain(AGENT_FILE);
    String token = tokenStore.generate();
    byte[] text = (token + "\n").getBytes(StandardCharsets.US_ASCII);
    tokenStore.changeInTurn(
        entries -> {
          if (!file.exists()) {
            entries.removeIf(entry -> entry.principal().name().equals(AGENT.name()));
            entries.add(tokenStore.entry(AGENT, token, null));
          }
        },
        () -> file.create(text, tokenStore.unique()));
  }

  private void refuseOpen(PrivateFile file) throws IOException {
    if (file.exists()) {
      file.read();
    }
  }

  private PrivateFile plain(String name) {
    return new PrivateFile(dataDir.resolve(name));
  }

  /** The file with the plain text of a token that local programs use, by the token's name. */
  static Optional<String> plainFile(String name) {
    if (name.equals(OPERATOR.name())) {
      return Optional.of(OPERATOR_FILE);
    }
    return name.equals(AGENT.name()) ? Optional.of(AGENT_FILE) : Optional.empty();
  }

  /**
   * Follows what has become of the file since it was read; one that cannot be read changes nothing
   * and is an error.
   *
   * @return whether it has changed
   */
  public synchronized boolean refresh(TokenRegistry tokenRegistry) throws IOException {
    String now = state();
    if (now.equals(read)) {
      return false;
    }
    tokenRegistry.replace(TokenJson.read(new PrivateFile(dataDir.resolve(HASHES_FILE))));
    read = now;
    return true;
  }

  private String state() throws IOException {
    BasicFileAttributes file =
        Files.readAttributes(dataDir.resolve(HASHES_FILE), BasicFileAttributes.class);
    return file.fileKey() + " " + file.size() + " " + file.lastModifiedTime();
  }
}
