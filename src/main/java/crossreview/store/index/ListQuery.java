package crossreview.store.index;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the list.
 *
 * @param cursor where the last page ended; null begins with the newest
 * @param limit rows, 1 to {@link #LIMIT_MAX}
 * @param state only sessions in this state; null for all
 * @param project only sessions of this project; null for all
 * @param search only sessions whose task, focus, labels or findings contain this; null for all
 */
public record ListQuery(
    @Nullable String cursor,
    int limit,
    @Nullable String state,
    @Nullable String project,
    @Nullable String search) {
  public static final int LIMIT_MAX = 100;

  /** Sessions of every project. */
  public ListQuery(@Nullable String cursor, int limit, @Nullable String state) {
    this(cursor, limit, state, null);
  }

  /** Whatever it says. */
  public ListQuery(
      @Nullable String cursor, int limit, @Nullable String state, @Nullable String project) {
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
