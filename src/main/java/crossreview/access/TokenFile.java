package crossreview.access;

import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.store.disk.PrivateFile;
import crossreview.time.Clock;
import crossreview.time.TimestampFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The token files of a data directory. Blocking: for the thread that starts the daemon.
 *
 * <pre>
 *   operator.token  xr_…                      the operator's token, plain, for the local command line
 *   tokens.json     hashes with names and roles, see TokenForm
 * </pre>
 *
 * <p>The plain file is born first. A start that dies between the two leaves a token that nobody
 * honours yet; the next start hashes that one instead of making another.
 */
public final class TokenFile {
  /** Beside the data directory's journal; what the local command line reads. */
  public static final String OPERATOR_FILE = "operator.token";

  static final String HASHES_FILE = "tokens.json";
  private static final Pattern TOKEN = Pattern.compile("xr_[A-Za-z0-9_-]{43}");

  private final Path dataDir;
  private final Clock clock;
  private final RandomGenerator random;
  private volatile String read = "";

  /**
   * @param random cryptographically strong
   */
  public TokenFile(Path dataDir, Clock clock, RandomGenerator random) {
    this.dataDir = dataDir;
    this.clock = clock;
    this.random = random;
  }

  /**
   * The tokens of this data directory, made with one operator token if there are none.
   *
   * <p>Throws {@link ProblemException} with {@code private_file_refused} when a file may be read by
   * others than its owner or holds something else.
   */
  public TokenRegistry open() throws IOException {
    PrivateFile hashes = new PrivateFile(dataDir.resolve(HASHES_FILE));
    if (!hashes.exists()) {
      hashes.create(TokenJson.bytes(first(operatorToken())), unique());
    }
    read = state();
    return new TokenRegistry(TokenJson.read(hashes), clock);
  }

  private String operatorToken() throws IOException {
    PrivateFile file = new PrivateFile(dataDir.resolve(OPERATOR_FILE));
    file.create(
        (TokenRegistry.generate(random) + "\n").getBytes(StandardCharsets.US_ASCII), unique());
    String token = new String(file.read(), StandardCharsets.UTF_8).strip();
    if (!TOKEN.matcher(token).matches()) {
      throw file.refused("holds no token; remove it and start again");
    }
    return token;
  }

  private List<TokenRegistry.TokenEntry> first(String token) {
    Principal operator = new Principal("operator", AccessRole.OPERATOR);
    return List.of(
        new TokenRegistry.TokenEntry(
            operator, Digest.of(token), TimestampFormat.format(clock.now()), null));
  }

  private String unique() {
    return Long.toHexString(random.nextLong());
  }

  /**
   * Follows what has become of the file since it was read; one that cannot be read changes nothing
   * and is an error.
   *
   * @return whether it has changed
   */
  public boolean refresh(TokenRegistry tokenRegistry) throws IOException {
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
