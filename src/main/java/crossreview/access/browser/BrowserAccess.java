package crossreview.access.browser;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.access.PrincipalName;
import crossreview.access.SeatKey;
import crossreview.access.StoreSecret;
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
  private final StoreSecret secret;
  private final Clock clock;
  private final RandomGenerator random;
  private final @Nullable PrivateFile file; // null where it would have two writers
  private final SignInCodes codes = new SignInCodes();
  private volatile BrowserTable table;

  private BrowserAccess(
      TokenRegistry tokenRegistry,
      StoreSecret secret,
      Clock clock,
      RandomGenerator random,
      @Nullable PrivateFile file,
      BrowserTable table) {
    this.tokenRegistry = tokenRegistry;
    this.secret = secret;
    this.clock = clock;
    this.random = random;
    this.file = file;
    this.table = table;
  }

  /**
   * Reads who was signed in. Blocking.
   *
   * @param secret of the store; it makes invitations
   * @param random cryptographically strong
   * @param path where sessions outlive the daemon; absent means nowhere
   */
  public static BrowserAccess open(
      TokenRegistry tokenRegistry,
      StoreSecret secret,
      Clock clock,
      RandomGenerator random,
      @Nullable Path path)
      throws IOException {
    PrivateFile file = path == null ? null : new PrivateFile(path);
    BrowserTable table =
        file != null && file.exists() ? BrowserFile.read(file) : BrowserTable.empty();
    return new BrowserAccess(
        tokenRegistry, secret, clock, random, file, table.current(clock.now()));
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
    String code = random("xc_");
    codes.add(Digest.of(code), new SignInGrant(as, origin), clock.now());
    return code;
  }

  /**
   * Makes an invitation for one seat; it works once, until the seat's deadline.
   *
   * @param inviter an operator
   * @param name as whom the person acts. Refused with {@code bad_name}, and with {@code
   *     token_exists} for a name that a token has
   */
  public String invite(
      Principal inviter, SeatKey seat, String name, String project, Instant until) {
    PrincipalName.check("the name of who is invited", name);
    if (tokenRegistry.named(name).isPresent()) {
      String message = name + " is the name of a token; who has it claims the seat with it";
      throw AccessProblem.TOKEN_EXISTS.exception(message);
    }
    return new SeatInvitation(seat, name, project, inviter.name(), until).code(secret);
  }

  /** How long a code waits. */
  public static Duration codeValidity() {
    return SignInCodes.VALID;
  }

  /**
   * Signs a browser in with a code or an invitation; empty when it is unknown, used or too old.
   * Blocking.
   */
  public Optional<SignIn> redeem(String code, String agent) throws IOException {
    if (code.startsWith(SeatInvitation.PREFIX)) {
      return accept(code, agent);
    }
    Optional<SignInGrant> grant = codes.redeem(Digest.of(code), clock.now());
    return grant.isPresent() && tokenRegistry.holds(grant.get().origin())
        ? Optional.of(begin(grant.get(), null, clock.now().plus(SESSION), agent))
        : Optional.empty();
  }

  private synchronized Optional<SignIn> accept(String code, String agent) throws IOException {
    Digest used = Digest.of(code);
    Instant now = clock.now();
    Optional<SeatInvitation> found =
        SeatInvitation.read(code, secret)
            .filter(invitation -> now.isBefore(invitation.until()))
            .filter(invitation -> table.accepted(used).isEmpty());
    Optional<Authentication> inviter =
        found
            .flatMap(invitation -> tokenRegistry.named(invitation.inviter()))
            .filter(origin -> origin.principal().operator());
    if (found.isEmpty() || inviter.isEmpty()) {
      return Optional.empty();
    }
    SeatInvitation seat = found.get();
    Principal guest = new Principal(seat.name(), AccessRole.REVIEWER, seat.project(), seat.seat());
    return Optional.of(begin(new SignInGrant(guest, inviter.get()), used, seat.until(), agent));
  }

  /** Signs a browser in with a token; empty when it is not valid. Blocking. */
  public Optional<SignIn> exchange(String token, String agent) throws IOException {
    Optional<Authentication> origin = tokenRegistry.authenticate(token);
    return origin.isPresent()
        ? Optional.of(
            begin(
                new SignInGrant(origin.get().principal(), origin.get()),
                null,
                clock.now().plus(SESSION),
                agent))
        : Optional.empty();
  }

  private SignIn begin(
      SignInGrant grant, @Nullable Digest invitation, Instant expires, String agent)
      throws IOException {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    String cookie = random("");
    String tab = random(TAB_PREFIX);
    Instant now = clock.now();
    BrowserSession session =
        new BrowserSession(
            HexFormat.of().formatHex(id),
            grant,
            Digest.of(cookie),
            List.of(Digest.of(tab)),
            now,
            expires,
            invitation,
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
    String fresh = random(TAB_PREFIX);
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
        .filter(session -> !session.tabs().isEmpty() && visible(principal, session))
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

  private String random(String prefix) {
    byte[] bits = new byte[RANDOM_BYTES];
    random.nextBytes(bits);
    return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }
}
