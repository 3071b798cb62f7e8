package crossreview.access.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.access.SeatKey;
import crossreview.access.StoreSecret;
import crossreview.access.TokenAdministration;
import crossreview.access.TokenFile;
import crossreview.access.TokenRegistry;
import crossreview.access.TokenRegistry.Authentication;
import crossreview.access.browser.BrowserAccess.SignIn;
import crossreview.model.ProjectName;
import crossreview.testkit.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People without a token who were invited to one seat. */
class SeatInvitationTest {
  private static final Principal OPERATOR = new Principal("operator", AccessRole.OPERATOR);
  private static final SeatKey SEAT =
      new SeatKey("0190b5f0-0000-7000-8000-000000000001", 2, "person");
  private static final Principal GUEST = new Principal("ann", AccessRole.REVIEWER, "web", SEAT);

  @TempDir private Path data;
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
    return BrowserAccess.open(
        tokens, StoreSecret.open(data, random), time, random, data.resolve("browser.json"));
  }

  private String invite(Principal inviter) {
    return access.invite(inviter, SEAT, "ann", "web", time.now().plus(Duration.ofDays(2)));
  }

  private static Optional<Principal> who(BrowserAccess access, SignIn signIn) {
    return access.authenticate(signIn.tab(), signIn.cookie()).map(Authentication::principal);
  }

  @Test
  void anInvitationLetsOneBrowserInForOneSeatAlsoAfterARestart() throws IOException {
    String code = invite(OPERATOR);

    SignIn signIn = again().redeem(code, "agent").orElseThrow();

    BrowserAccess next = again();
    assertEquals(Optional.of(GUEST), who(next, signIn));
    assertEquals(Optional.empty(), next.redeem(code, "agent"), "it works once");
    assertFalse(Files.readString(data.resolve("browser.json")).contains(code));
  }

  @Test
  void itEndsWithTheSeatAndSoDoesWhoCameByIt() throws IOException {
    String late = invite(OPERATOR);
    SignIn signIn = access.redeem(invite(OPERATOR), "agent").orElseThrow();
    Authentication guest = access.authenticate(signIn.tab(), signIn.cookie()).orElseThrow();

    time.advance(Duration.ofDays(2));

    assertEquals(Optional.empty(), access.redeem(late, "agent"));
    assertEquals(Optional.empty(), who(access, signIn));
    assertFalse(access.holds(guest));
  }

  @Test
  void itIsVoidWithoutTheTokenOfWhoInvited() throws IOException {
    TokenAdministration administration = new TokenAdministration(data, time, random);
    administration.create("eve", AccessRole.OPERATOR, ProjectName.DEFAULT, null);
    tokenFile.refresh(tokens);
    String unused = invite(new Principal("eve", AccessRole.OPERATOR));
    SignIn signIn =
        access.redeem(invite(new Principal("eve", AccessRole.OPERATOR)), "agent").orElseThrow();
    assertTrue(who(access, signIn).isPresent());

    administration.revoke("eve");
    tokenFile.refresh(tokens);

    assertEquals(Optional.empty(), access.redeem(unused, "agent"));
    assertEquals(Optional.empty(), who(access, signIn));
  }

  @Test
  void whatAnotherStoreMadeOrSomebodyAlteredIsNone() throws IOException {
    String code = invite(OPERATOR);
    Path elsewhere = Files.createDirectory(data.resolve("other"));
    SeatInvitation same =
        new SeatInvitation(SEAT, "ann", "web", "operator", time.now().plusSeconds(9));
    String forged = same.code(StoreSecret.open(elsewhere, random));
    char last = code.charAt(code.length() - 2);
    String altered =
        code.substring(0, code.length() - 2)
            + (last == 'A' ? 'B' : 'A')
            + code.charAt(code.length() - 1);

    for (String bad :
        List.of(forged, altered, "xi_", "xi_.", "xi_a.b", "xi_!.!", code + ".", code + "é")) {
      assertEquals(Optional.empty(), access.redeem(bad, "agent"), bad);
    }
    assertTrue(access.redeem(code, "agent").isPresent());
    for (char c = ' '; c <= 'z'; c++) {
      String alike = code.substring(0, code.length() - 1) + c;
      assertEquals(
          Optional.empty(), access.redeem(alike, "agent"), "another text of the same bytes");
    }
  }

  @Test
  void whoIsSignedOutByAnOperatorDoesNotComeBackByTheSameAddress() throws IOException {
    String code = invite(OPERATOR);
    SignIn signIn = access.redeem(code, "agent").orElseThrow();
    assertEquals(List.of(signIn.session()), access.list(OPERATOR));

    access.end(OPERATOR, signIn.session().id());

    BrowserAccess next = again();
    assertEquals(Optional.empty(), who(next, signIn));
    assertEquals(Optional.empty(), next.redeem(code, "agent"));
    assertEquals(List.of(), next.list(OPERATOR));
  }
}
