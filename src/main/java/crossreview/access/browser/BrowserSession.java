package crossreview.access.browser;

import crossreview.model.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A browser that has signed in.
 *
 * @param id names it in lists; no secret
 * @param cookie the digest of the cookie's value
 * @param tabs digests of the tokens of its tabs, oldest first
 * @param invitation the digest of the invitation that let it in, if one did
 * @param agent what the browser calls itself, for people who look at the list
 */
public record BrowserSession(
    String id,
    SignInGrant grant,
    Digest cookie,
    List<Digest> tabs,
    Instant created,
    Instant expires,
    @Nullable Digest invitation,
    String agent) {
  static final int TABS_MAX = 32; // of one browser; beyond it the oldest must sign in again

  public BrowserSession {
    tabs = List.copyOf(tabs);
  }

  BrowserSession withoutTabs() {
    return new BrowserSession(id, grant, cookie, List.of(), created, expires, invitation, agent);
  }

  boolean current(Instant now) {
    return now.isBefore(expires);
  }

  /** The same with one more tab. */
  BrowserSession withTab(Digest tab) {
    List<Digest> more = new ArrayList<>(tabs);
    more.add(tab);
    List<Digest> last = more.subList(Math.max(0, more.size() - TABS_MAX), more.size());
    return new BrowserSession(id, grant, cookie, last, created, expires, invitation, agent);
  }
}
