package crossreview.access;

import crossreview.json.Json;
import crossreview.json.JsonRefused;
import crossreview.json.JsonText;
import crossreview.model.Digest;
import crossreview.model.Refused;
import crossreview.model.Word;
import crossreview.store.PrivateFile;
import crossreview.time.Clock;
import crossreview.time.Stamp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The token files of a data directory. Blocking: for the thread that starts the daemon.
 *
 * <pre>
 *   operator.token  xr_…                      the operator's token, plain, for the local command line
 *   tokens.json     {"format":1,"tokens":[{"name":"operator","role":"operator",
 *                    "sha256":"…","created":"2026-01-01T00:00:00.000Z"}]}
 * </pre>
 *
 * <p>The plain file is born first. A start that dies between the two leaves a token that nobody
 * honours yet; the next start hashes that one instead of making another.
 */
public final class TokenFile {
  /** Beside the data directory's journal; what the local command line reads. */
  public static final String OPERATOR_FILE = "operator.token";

  private static final String HASHES_FILE = "tokens.json";
  private static final Pattern TOKEN = Pattern.compile("xr_[A-Za-z0-9_-]{43}");
  private static final long FORMAT = 1;
  private static final String REMEDY =
      "restore it from a backup, or remove it: the next start lets in the operator's token only";

  private final Path dataDir;
  private final Clock clock;
  private final RandomGenerator random;

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
   * <p>Throws {@link Refused} with {@code private_file_refused} when a file may be read by others
   * than its owner or holds something else.
   */
  public Tokens open() throws IOException {
    PrivateFile hashes = new PrivateFile(dataDir.resolve(HASHES_FILE));
    if (!hashes.exists()) {
      hashes.create(firstHashes(operatorToken()), unique());
    }
    return read(hashes);
  }

  private String operatorToken() throws IOException {
    PrivateFile file = new PrivateFile(dataDir.resolve(OPERATOR_FILE));
    file.create((Tokens.generate(random) + "\n").getBytes(StandardCharsets.US_ASCII), unique());
    String token = new String(file.read(), StandardCharsets.UTF_8).strip();
    if (!TOKEN.matcher(token).matches()) {
      throw file.refused("holds no token; remove it and start again");
    }
    return token;
  }

  private byte[] firstHashes(String token) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", "operator");
    entry.put("role", Role.OPERATOR.word());
    entry.put("sha256", Digest.of(token).value());
    entry.put("created", Stamp.of(clock.now()));
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("format", FORMAT);
    file.put("tokens", List.of(entry));
    return (JsonText.of(file) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private String unique() {
    return Long.toHexString(random.nextLong());
  }

  private static Tokens read(PrivateFile file) throws IOException {
    try {
      Map<String, Object> tree = Json.readObject(file.read());
      if (!Long.valueOf(FORMAT).equals(tree.get("format"))) {
        throw file.refused(
            "has the format " + tree.get("format") + ", expected " + FORMAT + "; " + REMEDY);
      }
      if (!(tree.get("tokens") instanceof List<?> list)) {
        throw file.refused("has no list of tokens; " + REMEDY);
      }
      List<Tokens.Entry> entries = new ArrayList<>();
      for (Object item : list) {
        entries.add(entry(file, item));
      }
      return new Tokens(entries);
    } catch (JsonRefused e) {
      throw file.refused("is damaged: " + e.getMessage() + "; " + REMEDY);
    }
  }

  private static Tokens.Entry entry(PrivateFile file, Object item) {
    if (item instanceof Map<?, ?> map
        && map.get("name") instanceof String name
        && map.get("role") instanceof String word
        && map.get("sha256") instanceof String hash
        && Word.find(Role.class, word).isPresent()
        && Digest.parse(hash).isPresent()) {
      Principal principal = new Principal(name, Word.find(Role.class, word).get());
      return new Tokens.Entry(principal, new Digest(hash), String.valueOf(map.get("created")));
    }
    throw file.refused("has an entry without name, known role and sha256; " + REMEDY);
  }
}
