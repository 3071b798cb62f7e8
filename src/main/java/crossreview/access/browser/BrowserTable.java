package crossreview.access.browser;

import crossreview.model.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All browser sessions, oldest first. Immutable: each change makes another table.
 *
 * <p>A lookup compares every token of every tab in constant time, like the lookup of tokens.
 */
record BrowserTable(List<BrowserSession> sessions) {
  /** People of one daemon; with all their tabs about 2,000 comparisons for a request. */
  static final int SESSIONS_MAX = 64;

  BrowserTable {
    sessions = List.copyOf(sessions);
  }

  static BrowserTable empty() {
    return new BrowserTable(List.of());
  }

  /** With one more session; those that are over go first, then the oldest. */
  BrowserTable with(BrowserSession session, Instant now) {
    List<BrowserSession> all = new ArrayList<>(current(now).sessions());
    all.add(session);
    return new BrowserTable(all.subList(Math.max(0, all.size() - SESSIONS_MAX), all.size()));
  }

  /** With one more tab of a session; the same table when the session is gone. */
  BrowserTable withTab(String id, Digest tab) {
    return new BrowserTable(
        sessions.stream()
            .map(session -> session.id().equals(id) ? session.withTab(tab) : session)
            .toList());
  }

  /** Without a session. One that an invitation began stays without tabs: it is not begun again. */
  BrowserTable without(String id) {
    return new BrowserTable(
        sessions.stream()
            .map(session -> session.id().equals(id) ? session.withoutTabs() : session)
            .filter(session -> session.invitation() != null || !session.id().equals(id))
            .toList());
  }

  /** Those that are not over. */
  BrowserTable current(Instant now) {
    return new BrowserTable(sessions.stream().filter(session -> session.current(now)).toList());
  }

  Optional<BrowserSession> find(String id) {
    return sessions.stream().filter(session -> session.id().equals(id)).findFirst();
  }

  /** The session that an invitation let in. */
  Optional<BrowserSession> accepted(Digest invitation) {
    return sessions.stream().filter(session -> invitation.equals(session.invitation())).findFirst();
  }

  /** The session that has this tab, if the request also has its cookie. */
  Optional<BrowserSession> find(Digest tab, Digest cookie, Instant now) {
    return withTab(tab)
        .filter(session -> equal(session.cookie(), cookie))
        .filter(session -> session.current(now));
  }

  /** The session that has this tab. */
  Optional<BrowserSession> withTab(Digest tab) {
    BrowserSession found = null;
    for (BrowserSession session : sessions) {
      for (Digest each : session.tabs()) {
        found = equal(each, tab) ? session : found;
      }
    }
    return Optional.ofNullable(found);
  }

  private static boolean equal(Digest one, Digest other) {
    return MessageDigest.isEqual(bytes(one), bytes(other));
  }

  private static byte[] bytes(Digest digest) {
    return digest.value().getBytes(StandardCharsets.US_ASCII);
  }
}
