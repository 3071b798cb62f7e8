package crossreview.store.index;

import crossreview.model.SessionId;
import crossreview.session.LedgerFinding;
import crossreview.session.Session;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The texts by which people remember sessions, in lower case: task, focus, labels, findings. The
 * limits of findings bound them. Not safe for threads; its index is.
 */
final class SearchIndex {
  private final Map<SessionId, SearchText> words = new HashMap<>();

  /**
   * @param texts how many texts there were; they only grow, so the same number are the same texts
   */
  private record SearchText(int texts, String text) {}

  /** Takes note of a state; cheap unless it has new texts. */
  void put(Session session) {
    int texts = session.artifacts().size() + session.findings().size();
    SearchText before = words.get(session.id());
    if (before == null || before.texts() != texts) {
      words.put(session.id(), new SearchText(texts, text(session)));
    }
  }

  /** What is known of a session; nothing of one that cannot be read. */
  String of(SessionId id) {
    SearchText known = words.get(id);
    return known == null ? "" : known.text();
  }

  void remove(SessionId id) {
    words.remove(id);
  }

  private static String text(Session session) {
    StringBuilder text = new StringBuilder(session.opened().task());
    text.append('\n').append(Objects.requireNonNullElse(session.opened().reviewFocus(), ""));
    session.artifacts().values().forEach(a -> text.append('\n').append(a.label()));
    for (LedgerFinding finding : session.findings().values()) {
      text.append('\n').append(finding.opened().statement());
    }
    return text.toString().toLowerCase(Locale.ROOT);
  }
}
