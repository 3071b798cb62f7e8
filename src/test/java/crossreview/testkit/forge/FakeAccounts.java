package crossreview.testkit.forge;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The tokens that {@link FakeGithub} knows, and its one app. */
public final class FakeAccounts {
  /** The token of the account {@code reviewer}. */
  public static final String TOKEN = "fake-token-0123456789";

  /** Another token of the same account. */
  public static final String SECOND_TOKEN = "second-token-0123456789";

  /** The id of the app, whose slug is {@code crossreview}. */
  public static final String APP = "4711";

  private final Map<String, Caller> tokens = new ConcurrentHashMap<>();
  private volatile @Nullable PublicKey appKey;
  private volatile int made;

  /** How long an installation token lives. */
  public volatile long tokenSeconds = 3_600;

  /** The seconds by which its clock is ahead of the machine's. */
  public volatile long clockAhead;

  /** What a caller has no permission for, as a part of a path. */
  public final Set<String> forbidden = ConcurrentHashMap.newKeySet();

  /** Who asks. */
  record Caller(String login, boolean app) {}

  FakeAccounts() {
    tokens.put(TOKEN, new Caller("reviewer", false));
    tokens.put(SECOND_TOKEN, new Caller("reviewer", false));
  }

  public void app(PublicKey key) {
    appKey = key;
  }

  /** How many installation tokens were made. */
  public int made() {
    return made;
  }

  /** Makes all installation tokens invalid. */
  public void forgetTokens() {
    new HashSet<>(tokens.keySet())
        .stream().filter(token -> token.startsWith("installation")).forEach(tokens::remove);
  }

  @Nullable Caller caller(FakeRequest request) {
    return tokens.get(bearer(request));
  }

  private static String bearer(FakeRequest request) {
    String header = request.header("authorization");
    return header.replaceFirst("^(Bearer|token) ", "");
  }

  /** What is asked about accounts; null for anything else. */
  @Nullable FakeAnswer answer(FakeRequest request) {
    Caller caller = caller(request);
    if (request.path().equals("/user")) {
      return caller == null || caller.app()
          ? FakeAnswer.refused(401, "Bad credentials")
          : FakeAnswer.ok(JsonTree.of("login", caller.login()));
    }
    boolean installation = request.path().endsWith("/installation");
    if (!installation && !request.path().startsWith("/app")) {
      return null;
    }
    if (!signed(bearer(request))) {
      return FakeAnswer.refused(401, "A JSON web token could not be decoded")
          .with("date", date(clockAhead));
    }
    if (installation) {
      return FakeAnswer.ok(JsonTree.of("id", 12L));
    }
    return request.path().equals("/app")
        ? FakeAnswer.ok(JsonTree.of("slug", "crossreview"))
        : token();
  }

  private static String date(long ahead) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        Instant.now().plusSeconds(ahead).atZone(ZoneOffset.UTC));
  }

  private FakeAnswer token() {
    String token = "installation-token-" + ++made;
    tokens.put(token, new Caller("crossreview[bot]", true));
    String expires = Instant.now().plusSeconds(clockAhead + tokenSeconds).toString();
    return FakeAnswer.created(JsonTree.of("token", token, "expires_at", expires));
  }

  /** RS256, by the app, not from the future, for ten minutes at most. */
  private boolean signed(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || appKey == null) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(appKey);
      signature.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
      Map<String, Object> claims = JsonReader.readObject(Base64.getUrlDecoder().decode(parts[1]));
      long now = Instant.now().getEpochSecond() + clockAhead;
      long issued = (Long) claims.get("iat");
      long expires = (Long) claims.get("exp");
      return signature.verify(Base64.getUrlDecoder().decode(parts[2]))
          && APP.equals(claims.get("iss"))
          && issued <= now
          && expires > now
          && expires - now <= 600;
    } catch (GeneralSecurityException | InvalidJsonException e) {
      return false;
    }
  }

  /** Why a caller may not do this; null if they may. */
  @Nullable FakeAnswer refusal(Caller caller, String method, String path) {
    for (String part : forbidden) {
      if (path.contains(part) && !method.equals("GET")) {
        String message = "Resource not accessible by personal access token";
        return FakeAnswer.refused(403, message)
            .with("x-accepted-github-permissions", "statuses=write");
      }
    }
    boolean checks = path.startsWith("/check-runs") && !method.equals("GET");
    return checks && !caller.app()
        ? FakeAnswer.refused(403, "You must authenticate via a GitHub App.")
        : null;
  }
}
