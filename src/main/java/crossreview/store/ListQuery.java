package crossreview.store;

/**
 * Which part of the list.
 *
 * @param cursor where the last page ended, or null for the newest
 * @param limit rows, 1 to {@link #LIMIT_MAX}
 * @param state only sessions in this state, or null
 */
public record ListQuery(String cursor, int limit, String state) {
  public static final int LIMIT_MAX = 100;
}
