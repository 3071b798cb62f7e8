package crossreview.store;

/**
 * Which part of the list.
 *
 * @param cursor where the last page ended, or null for the newest
 * @param limit rows, 1 to {@link #LIMIT_MAX}
 * @param state only sessions in this state, or null
 * @param project only sessions of this project, or null
 */
public record ListQuery(String cursor, int limit, String state, String project) {
  public static final int LIMIT_MAX = 100;

  /** Sessions of every project. */
  public ListQuery(String cursor, int limit, String state) {
    this(cursor, limit, state, null);
  }

  boolean wants(Listing.Row row) {
    return (state == null || state.equals(row.state()))
        && (project == null || project.equals(row.project()));
  }
}
