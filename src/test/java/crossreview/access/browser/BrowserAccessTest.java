package crossreview.access.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.access.StoreSecret;
import crossreview.access.TokenAdministration;
import crossreview.access.TokenFile;
import crossreview.access.TokenRegistry;
import crossreview.access.TokenRegistry.Authentication;
import crossreview.access.browser.BrowserAccess.SignIn;
import crossreview.model.AccessProblem;
import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.testkit.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codes, sessions and tabs: who is let in, for how long, and after whom. */
class BrowserAccessTest {
  private static final Principal OPERATOR = new Principal("operator", AccessRole.OPERATOR);

  @TempDir Path data;
  private final FakeTime time = new FakeTime();
  private final SecureRandom random = new SecureRandom();
  private TokenFile tokenFile;
  private TokenRegistry tokens;
  private BrowserAccess access;

  @BeforeEach
  void open() throws IOException {
    tokenFile = new TokenFile(data, time, random);
    tokens = tokenFile.open();
    access = again();
  }

  private BrowserAccess again() throws IOException {
    return BrowserAccess.open(tokens, StoreSecret.open(data, random), time, random, file());
  }

  private Path file() {
    return data.resolve("browser-sessions.json");
  }

  private SignIn signIn() throws IOException {
    return access.redeem(access.code(OPERATOR, AccessRole.OPERATOR), "agent").orElseThrow();
  }

  private String operatorToken() throws IOException {
    return Files.readString(data.resolve(TokenFile.OPERATOR_FILE)).strip();
  }

  @Test
  void aCodeLetsOneBrowserInAsWhoAskedForIt() throws IOException {
    String code = access.code(OPERATOR, AccessRole.READER);

    SignIn signIn = access.redeem(code, "agent").orElseThrow();

    Principal seen = access.authenticate(signIn.tab(), signIn.cookie()).orElseThrow().principal();
    assertEquals(new Principal("operator", AccessRole.READER), seen);
    assertEquals(Optional.empty(), access.redeem(code, "agent"), "it works once");
  }

  @Test
  void aCodeIsTooOldAfterAMinute() throws IOException {
    String code = access.code(OPERATOR, AccessRole.READER);

    time.advance(Duration.ofSeconds(60));

    assertEquals(Optional.empty(), access.redeem(code, "agent"));
  }

  @Test
  void nobodyBecomesMoreThanHeIs() {
    Principal reader = new Principal("operator", AccessRole.READER);

    ProblemException refused =
        assertThrows(ProblemException.class, () -> access.code(reader, AccessRole.CALLER));

    assertEquals(AccessProblem.ROLE_TOO_LOW, refused.problem().type());
  }

  @Test
  void neitherTheCookieNorTheTabAloneProvesAnything() throws IOException {
    SignIn one = signIn();
    SignIn other = signIn();

    assertEquals(Optional.empty(), access.authenticate(one.tab(), ""));
    assertEquals(Optional.empty(), access.authenticate(one.tab(), other.cookie()));
    assertEquals(Optional.empty(), access.authenticate("", one.cookie()));
    assertEquals(Optional.empty(), access.authenticate(one.cookie(), one.cookie()));
  }

  @Test
  void aTabMakesAnother() throws IOException {
    SignIn signIn = signIn();

    String tab = access.addTab(signIn.tab(), signIn.cookie()).orElseThrow();

    assertNotEquals(signIn.tab(), tab);
    assertTrue(access.authenticate(tab, signIn.cookie()).isPresent());
    assertEquals(Optional.empty(), access.addTab(signIn.tab(), "stolen"));
  }

  @Test
  void theOldestTabOfManySignsInAgain() throws IOException {
    SignIn signIn = signIn();
    String tab = signIn.tab();
    for (int i = 0; i < BrowserSession.TABS_MAX; i++) {
      tab = access.addTab(tab, signIn.cookie()).orElseThrow();
    }

    assertEquals(Optional.empty(), access.authenticate(signIn.tab(), signIn.cookie()));
    assertTrue(access.authenticate(tab, signIn.cookie()).isPresent());
  }

  @Test
  void theOldestOfManySessionsEnds() throws IOException {
    SignIn first = signIn();
    SignIn last = first;
    for (int i = 0; i < BrowserTable.SESSIONS_MAX; i++) {
      last = signIn();
    }

    assertFalse(access.authenticate(first.tab(), first.cookie()).isPresent());
    assertTrue(access.authenticate(last.tab(), last.cookie()).isPresent());
    assertEquals(BrowserTable.SESSIONS_MAX, access.list(OPERATOR).size());
  }

  @Test
  void theOldestOfManyCodesIsForgotten() throws IOException {
    String first = access.code(OPERATOR, AccessRole.READER);
    for (int i = 0; i < SignInCodes.WAITING_MAX; i++) {
      access.code(OPERATOR, AccessRole.READER);
    }

    assertEquals(Optional.empty(), access.redeem(first, "agent"));
  }

  @Test
  void aSessionEndsAfterHalfADay() throws IOException {
    SignIn signIn = signIn();
    Authentication authentication =
        access.authenticate(signIn.tab(), signIn.cookie()).orElseThrow();

    time.advance(BrowserAccess.SESSION);

    assertFalse(access.authenticate(signIn.tab(), signIn.cookie()).isPresent());
    assertFalse(access.holds(authentication));
  }

  @Test
  void aSessionEndsWithTheTokenBehindIt() throws IOException {
    SignIn signIn = access.exchange(operatorToken(), "agent").orElseThrow();
    Authentication authentication =
        access.authenticate(signIn.tab(), signIn.cookie()).orElseThrow();
    assertTrue(access.holds(authentication));

    new TokenAdministration(data, time, random).rotate("operator");
    tokenFile.refresh(tokens);

    assertFalse(access.holds(authentication));
    assertFalse(access.authenticate(signIn.tab(), signIn.cookie()).isPresent());
    assertEquals(List.of(), access.list(OPERATOR));
  }

  @Test
  void aSessionOutlivesTheDaemonAndItsFileHoldsNoSecret() throws IOException {
    SignIn signIn = signIn();

    BrowserAccess next = again();

    assertTrue(next.authenticate(signIn.tab(), signIn.cookie()).isPresent());
    String stored = Files.readString(file());
    assertFalse(stored.contains(signIn.tab()) || stored.contains(signIn.cookie()), stored);
    assertTrue(stored.contains(Digest.of(signIn.cookie()).value()));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
  }

  @Test
  void aDamagedFileIsRefusedWithTheRemedy() throws IOException {
    signIn();
    Files.writeString(file(), "{\"format\":1,\"sessions\":[{\"id\":7}]}");

    ProblemException refused = assertThrows(ProblemException.class, this::again);

    assertTrue(refused.getMessage().contains("remove it: then everybody signs in again"));
  }

  @Test
  void aSessionIsListedAndEndedByItsOwnerOrAnOperator() throws IOException {
    Principal eve = new Principal("eve", AccessRole.OPERATOR);
    Principal mallory = new Principal("mallory", AccessRole.READER);
    SignIn signIn = signIn();
    String id = signIn.session().id();
    assertEquals(List.of(), access.list(mallory));
    ProblemException refused = assertThrows(ProblemException.class, () -> access.end(mallory, id));
    assertEquals(AccessProblem.TOKEN_NOT_FOUND, refused.problem().type());
    assertEquals(id, access.list(eve).getFirst().id());

    access.end(eve, id);

    assertFalse(access.authenticate(signIn.tab(), signIn.cookie()).isPresent());
    assertEquals(List.of(), again().list(eve));
  }

  @Test
  void anUnknownTokenSignsNobodyIn() throws IOException {
    assertEquals(Optional.empty(), access.exchange("xr_unknown", "agent"));
    assertEquals(Optional.empty(), access.redeem("xc_unknown", "agent"));
    assertFalse(Files.exists(file()));
  }
}
