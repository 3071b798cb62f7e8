package crossreview.store.index;

import java.util.Locale;

/**
 * Which part of the list.
 *
 * @param cursor where the last page ended, or null for the newest
 * @param limit rows, 1 to {@link #LIMIT_MAX}
 * @param state only sessions in this state, or null
 * @param project only sessions of this project, or null
 * @param search only sessions whose task, focus, labels or findings contain this, or null
 */
public record ListQuery(String cursor, int limit, String state, String project, String search) {
  public static final int LIMIT_MAX = 100;

  /** Sessions of every project. */
  public ListQuery(String cursor, int limit, String state) {
    this(cursor, limit, state, null);
  }

  /** Whatever it says. */
  public ListQuery(String cursor, int limit, String state, String project) {
    this(cursor, limit, state, project, null);
  }

  /** Whether it asks for a session with these words, which are in lower case. */
  boolean finds(String words) {
    return search == null || words.contains(search.toLowerCase(Locale.ROOT));
  }

  boolean wants(SessionPage.SessionRow sessionRow) {
    return (state == null || state.equals(sessionRow.state()))
        && (project == null || project.equals(sessionRow.project()));
  }
}
