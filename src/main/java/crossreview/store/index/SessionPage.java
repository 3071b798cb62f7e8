package crossreview.store.index;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.Problem;
import crossreview.model.SessionId;
import crossreview.model.call.CostParts;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.event.LifecycleEvent.SessionImported;
import crossreview.model.material.ChangeIdentity;
import crossreview.model.run.EscalationSeverity;
import crossreview.model.run.SessionOutcome;
import crossreview.session.ImportedSession;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.SessionSupplement.EscalationRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list.
 *
 * @param next the cursor of the next page; null at the end
 */
public record SessionPage(List<SessionRow> rows, @Nullable String next) {

  /**
   * Every row, newest first.
   *
   * @param list reads one page
   * @param project only of this one; null for all
   */
  public static List<SessionRow> all(
      Function<ListQuery, SessionPage> list, @Nullable String project) {
    List<SessionRow> all = new ArrayList<>();
    String cursor = null;
    do {
      SessionPage page = list.apply(new ListQuery(cursor, ListQuery.LIMIT_MAX, null, project));
      all.addAll(page.rows());
      cursor = page.next();
    } while (cursor != null);
    return all;
  }

  /**
   * A session as one line.
   *
   * @param state one of {@link SessionState#WORDS}
   * @param blockedBy peers that block
   * @param project empty where it cannot be read
   * @param contestedBy the session that contests this one's outcome; null for none
   * @param answered how many of {@code asked} voters of the running round have answered
   */
  public record SessionRow(
      SessionId id,
      String state,
      String task,
      String project,
      String petitioner,
      String mode,
      int round,
      int maxRounds,
      List<String> blockedBy,
      int answered,
      int asked,
      CostParts cost,
      String createdAt,
      String updatedAt,
      @Nullable SessionId contestedBy,
      RowSupplement rowSupplement,
      @Nullable Problem damaged) {

    /** The same row of a session that turned out to be damaged. */
    SessionRow damaged(Problem why) {
      return new SessionRow(
          id,
          "damaged",
          task,
          project,
          petitioner,
          mode,
          round,
          maxRounds,
          blockedBy,
          answered,
          asked,
          cost,
          createdAt,
          updatedAt,
          contestedBy,
          rowSupplement,
          why);
    }
  }

  /**
   * What an imported session was, as the other program says; its cost is none of this system.
   *
   * @param from the program
   * @param rounds how many it completed
   * @param openedAt when it was opened there
   * @param updatedAt when it was changed there last
   */
  public record ImportedRow(
      String from,
      int rounds,
      Money cost,
      @Nullable String openedAt,
      @Nullable String updatedAt,
      @Nullable String outcome) {
    static @Nullable ImportedRow of(Session session) {
      ImportedSession imported = session.supplement().imported();
      String from = session.opened().importedFrom();
      if (imported == null || from == null) {
        return null;
      }
      SessionImported what = imported.what();
      return new ImportedRow(
          from, what.rounds(), what.cost(), what.openedAt(), what.updatedAt(), what.outcome());
    }
  }

  /**
   * What a person should know of a session beside its state.
   *
   * @param awaited peers of the running round that have not answered, in panel order
   * @param escalations how many requests for a person there are, none once the session is closed
   * @param urgency the most urgent of them; null for none
   * @param revised whether the approved bytes are not those that were submitted
   * @param change the change that was submitted last; absent for a text from elsewhere
   * @param patchDigest what the diff that was submitted last changes; absent for a plain text
   * @param outcome how it was closed; null for one that is not
   * @param imported what it was in another program; null for one that was opened here
   */
  public record RowSupplement(
      List<String> awaited,
      int escalations,
      @Nullable EscalationSeverity urgency,
      boolean revised,
      @Nullable ChangeIdentity change,
      @Nullable Digest patchDigest,
      @Nullable SessionOutcome outcome,
      @Nullable ImportedRow imported) {
    static final RowSupplement NONE =
        new RowSupplement(List.of(), 0, null, false, null, null, null, null);

    static RowSupplement of(Session session) {
      List<EscalationRecord> asked =
          session.closed() ? List.of() : List.copyOf(session.supplement().escalations());
      ArtifactSubmitted submitted = session.supplement().submitted();
      return new RowSupplement(
          session.running() ? session.lastRound().map(Round::awaited).orElse(List.of()) : List.of(),
          asked.size(),
          asked.stream()
              .map(EscalationRecord::severity)
              .max(Comparator.naturalOrder())
              .orElse(null),
          session.revised(),
          submitted == null ? null : submitted.change(),
          submitted == null ? null : submitted.patchDigest(),
          session.closed() ? session.finalized().outcome() : null,
          ImportedRow.of(session));
    }
  }
}
