package crossreview.store.index;

import crossreview.model.WireEnum;
import crossreview.model.material.ChangeIdentity;
import crossreview.model.run.SessionOutcome;
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
 * @param change only sessions about such a change
 * @param outcome only sessions that were closed so
 * @param offset how many rows of the selection are left out first
 */
public record ListQuery(
    @Nullable String cursor,
    int limit,
    @Nullable String state,
    @Nullable String project,
    @Nullable String search,
    ChangeFilter change,
    OutcomeFilter outcome,
    int offset) {
  public static final int LIMIT_MAX = 100;

  /** From the first row on, with any outcome. */
  public ListQuery(
      @Nullable String cursor,
      int limit,
      @Nullable String state,
      @Nullable String project,
      @Nullable String search,
      ChangeFilter change) {
    this(cursor, limit, state, project, search, change, OutcomeFilter.ALL, 0);
  }

  /** Sessions of every project. */
  public ListQuery(@Nullable String cursor, int limit, @Nullable String state) {
    this(cursor, limit, state, null);
  }

  /** Whatever it says. */
  public ListQuery(
      @Nullable String cursor, int limit, @Nullable String state, @Nullable String project) {
    this(cursor, limit, state, project, null, ChangeFilter.ANY);
  }

  /** Whether it asks for a session with these words, which are in lower case. */
  boolean finds(String words) {
    return search == null || words.contains(search.toLowerCase(Locale.ROOT));
  }

  boolean wants(SessionPage.SessionRow sessionRow) {
    return (state == null || state.equals(sessionRow.state()))
        && (project == null || project.equals(sessionRow.project()))
        && change.fits(sessionRow.rowSupplement())
        && outcome.fits(sessionRow);
  }

  /** How sessions were closed; in the words of the reference system. */
  public enum OutcomeFilter implements WireEnum {
    ALL,
    OPEN,
    CONVERGED,
    ABORTED,
    MAX_ROUNDS;

    @Override
    public String wireName() {
      return WireEnum.super.wireName().replace('_', '-');
    }

    boolean fits(SessionPage.SessionRow row) {
      SessionOutcome given = row.rowSupplement().outcome();
      return this == ALL || (given == null ? "open" : given.wireName()).equals(wireName());
    }
  }

  /**
   * Which changes; null for any.
   *
   * @param repository {@code host/path}, or its end after a slash
   * @param branch the whole name
   * @param head the beginning of the id of the commit
   * @param patchDigest what the diff changes
   */
  public record ChangeFilter(
      @Nullable String repository,
      @Nullable String branch,
      @Nullable String head,
      @Nullable String patchDigest) {
    public static final ChangeFilter ANY = new ChangeFilter(null, null, null, null);

    boolean fits(SessionPage.RowSupplement row) {
      return fits(row.change())
          && (patchDigest == null
              || row.patchDigest() != null && patchDigest.equals(row.patchDigest().value()));
    }

    private boolean fits(@Nullable ChangeIdentity change) {
      if (repository == null && branch == null && head == null) {
        return true;
      }
      return change != null
          && (repository == null || ("/" + change.repository()).endsWith("/" + repository))
          && (branch == null || branch.equals(change.branch()))
          && (head == null || change.head() != null && change.head().startsWith(head));
    }
  }
}
