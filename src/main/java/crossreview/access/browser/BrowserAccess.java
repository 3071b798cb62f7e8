package crossreview.access.browser;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.access.TokenRegistry;
import crossreview.access.TokenRegistry.Authentication;
import crossreview.model.AccessProblem;
import crossreview.model.Digest;
import crossreview.model.ValueChecks;
import crossreview.store.disk.PrivateFile;
import crossreview.time.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in with a browser. Lookups are safe on any thread; changes block while they write
 * the file, one at a time.
 */
public final class BrowserAccess {
  /** What the token of a tab begins with; a token from a file begins differently. */
  public static final String TAB_PREFIX = "xt_";

  /** A working day; a browser that somebody left open is of no use for longer. */
  public static final Duration SESSION = Duration.ofHours(12);

  private static final int RANDOM_BYTES = 32; // 256 bits: guessing is hopeless
  private static final int ID_BYTES = 6; // no secret; 64 of them do not collide
  private static final int AGENT_MAX = 160; // characters

  private final TokenRegistry tokenRegistry;
  private final Clock clock;
  private final RandomGenerator random;
  private final @Nullable PrivateFile file; // null where it would have two writers
  private final SignInCodes codes = new SignInCodes();
  private volatile BrowserTable table;

  private BrowserAccess(
      TokenRegistry tokenRegistry,
      Clock clock,
      RandomGenerator random,
      @Nullable PrivateFile file,
      BrowserTable table) {
    this.tokenRegistry = tokenRegistry;
    this.clock = clock;
    this.random = random;
    this.file = file;
    this.table = table;
  }

  /**
   * Reads who was signed in. Blocking.
   *
   * @param random cryptographically strong
   * @param path where sessions outlive the daemon; absent means nowhere
   */
  public static BrowserAccess open(
      TokenRegistry tokenRegistry, Clock clock, RandomGenerator random, @Nullable Path path)
      throws IOException {
    PrivateFile file = path == null ? null : new PrivateFile(path);
    BrowserTable table =
        file != null && file.exists() ? BrowserFile.read(file) : BrowserTable.empty();
    return new BrowserAccess(tokenRegistry, clock, random, file, table.current(clock.now()));
  }

  /** What a browser keeps, in plain text; it is nowhere else. */
  public record SignIn(BrowserSession session, String cookie, String tab) {}

  /**
   * Makes a code for somebody, or for the same with a lower role. Refused with {@code
   * role_too_low}, and with {@code token_not_found} when the token behind the call is gone.
   */
  public String code(Principal principal, AccessRole role) {
    if (!principal.role().covers(role)) {
      String message =
          principal.name()
              + " is "
              + principal.role().wireName()
              + " and cannot become "
              + role.wireName();
      throw AccessProblem.ROLE_TOO_LOW.exception(message);
    }
    Authentication origin =
        tokenRegistry
            .named(principal.name())
            .filter(found -> found.principal().role().covers(role))
            .orElseThrow(() ->
                AccessProblem.TOKEN_NOT_FOUND.exception(
                    "the token " + principal.name() + " is no longer valid"));
    Principal as = new Principal(principal.name(), role, origin.principal().project());
    String code = secret("xc_");
    codes.add(Digest.of(code), new SignInGrant(as, origin), clock.now());
    return code;
  }

  /** How long a code waits. */
  public static Duration codeValidity() {
    return SignInCodes.VALID;
  }

  /** Signs a browser in with a code; empty when it is unknown, used or too old. Blocking. */
  public Optional<SignIn> redeem(String code, String agent) throws IOException {
    Optional<SignInGrant> grant = codes.redeem(Digest.of(code), clock.now());
    return grant.isPresent() && tokenRegistry.holds(grant.get().origin())
        ? Optional.of(begin(grant.get(), agent))
        : Optional.empty();
  }

  /** Signs a browser in with a token; empty when it is not valid. Blocking. */
  public Optional<SignIn> exchange(String token, String agent) throws IOException {
    Optional<Authentication> origin = tokenRegistry.authenticate(token);
    return origin.isPresent()
        ? Optional.of(begin(new SignInGrant(origin.get().principal(), origin.get()), agent))
        : Optional.empty();
  }

  private SignIn begin(SignInGrant grant, String agent) throws IOException {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    String cookie = secret("");
    String tab = secret(TAB_PREFIX);
    Instant now = clock.now();
    BrowserSession session =
        new BrowserSession(
            HexFormat.of().formatHex(id),
            grant,
            Digest.of(cookie),
            List.of(Digest.of(tab)),
            now,
            now.plus(SESSION),
            ValueChecks.cut(agent, AGENT_MAX));
    change(before -> before.with(session, now));
    return new SignIn(session, cookie, tab);
  }

  /** A token for one more tab of a session, which shows that it has another one. Blocking. */
  public Optional<String> addTab(String tab, String cookie) throws IOException {
    Optional<BrowserSession> session = find(tab, cookie);
    if (session.isEmpty()) {
      return Optional.empty();
    }
    String fresh = secret(TAB_PREFIX);
    change(before -> before.withTab(session.get().id(), Digest.of(fresh)));
    return Optional.of(fresh);
  }

  /** Who is behind a tab's token and its session's cookie. */
  public Optional<Authentication> authenticate(String tab, String cookie) {
    return find(tab, cookie)
        .map(session -> new Authentication(session.grant().principal(), Digest.of(tab)));
  }

  private Optional<BrowserSession> find(String tab, String cookie) {
    return table
        .find(Digest.of(tab), Digest.of(cookie), clock.now())
        .filter(session -> tokenRegistry.holds(session.grant().origin()));
  }

  /** Whether a tab that was let in still would be. */
  public boolean holds(Authentication authentication) {
    Instant now = clock.now();
    return table
        .withTab(authentication.token())
        .filter(session -> session.current(now))
        .filter(session -> session.grant().principal().equals(authentication.principal()))
        .filter(session -> tokenRegistry.holds(session.grant().origin()))
        .isPresent();
  }

  /** The sessions that somebody may know of: their own, and an operator all. */
  public List<BrowserSession> list(Principal principal) {
    return table.current(clock.now()).sessions().stream()
        .filter(session -> visible(principal, session))
        .filter(session -> tokenRegistry.holds(session.grant().origin()))
        .toList();
  }

  private static boolean visible(Principal principal, BrowserSession session) {
    return principal.operator() || session.grant().principal().name().equals(principal.name());
  }

  /** Ends a session. Blocking. Refused with {@code token_not_found}. */
  public void end(Principal principal, String id) throws IOException {
    Optional<BrowserSession> session = table.find(id);
    if (session.isEmpty() || !visible(principal, session.get())) {
      throw AccessProblem.TOKEN_NOT_FOUND.exception("there is no browser session " + id);
    }
    change(before -> before.without(id));
  }

  private synchronized void change(UnaryOperator<BrowserTable> edit) throws IOException {
    BrowserTable after = edit.apply(table);
    if (file != null) {
      file.replace(BrowserFile.bytes(after), Long.toHexString(random.nextLong()));
    }
    table = after;
  }

  private String secret(String prefix) {
    byte[] bits = new byte[RANDOM_BYTES];
    random.nextBytes(bits);
    return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }
}
