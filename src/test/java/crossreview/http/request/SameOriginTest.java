package crossreview.http.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SameOriginTest {
  private static final List<String> HOST = List.of("localhost:8700");
  private static final List<String> NONE = List.of();

  @Test
  void ourOwnPageMayReadAndChange() {
    List<String> site = List.of("same-origin");
    assertTrue(SameOrigin.holds(true, HOST, NONE, site));
    assertTrue(SameOrigin.holds(false, HOST, List.of("http://LOCALHOST:8700"), site));
  }

  @Test
  void aChangeNeedsAnOrigin() {
    assertFalse(SameOrigin.holds(false, HOST, NONE, List.of("same-origin")));
    assertFalse(SameOrigin.holds(false, HOST, NONE, NONE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8701",
        "http://localhost",
        "http://127.0.0.1:8700",
        "null",
        "",
        "localhost:8700",
        "http://localhost:8700.evil.example",
        "http://user@localhost:8700"
      })
  void anotherOriginIsForeignAlsoOnThisHost(String origin) {
    assertFalse(SameOrigin.holds(true, HOST, List.of(origin), NONE));
    assertFalse(SameOrigin.holds(false, HOST, List.of(origin), NONE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-site", "cross-site", "none", "", "SAME-ORIGIN"})
  void whatTheBrowserCallsAnotherSiteIsForeign(String site) {
    List<String> origin = List.of("http://localhost:8700");
    assertFalse(SameOrigin.holds(true, HOST, origin, List.of(site)));
  }

  @Test
  void twoHeadersAreNone() {
    List<String> origin = List.of("http://localhost:8700");
    assertFalse(SameOrigin.holds(true, List.of("localhost:8700", "x"), origin, NONE));
    assertFalse(SameOrigin.holds(true, HOST, List.of("http://localhost:8700", "http://x"), NONE));
  }

  @Test
  void aWebSocketShowsItsTokenAsASubprotocol() {
    List<String> offered = List.of("crossreview.v1, bearer.xt_abc");
    assertEquals("xt_abc", CredentialReader.bearer(NONE, offered));
    assertEquals("xr_1", CredentialReader.bearer(List.of("Bearer xr_1"), offered));
    assertEquals("", CredentialReader.bearer(List.of("Basic xr_1"), offered));
    assertEquals("", CredentialReader.bearer(List.of("Bearer a", "Bearer b"), offered));
    assertEquals("", CredentialReader.bearer(NONE, List.of("bearer.a", "bearer.b")));
    assertEquals("", CredentialReader.bearer(NONE, NONE));
  }

  @Test
  void theCookieIsNamedByItsPort() {
    assertEquals("crossreview-8700", BrowserCookie.name(false, 8700));
    assertEquals("__Host-crossreview-default", BrowserCookie.name(true, -1));
  }
}
