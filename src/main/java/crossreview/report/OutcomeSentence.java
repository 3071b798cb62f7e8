package crossreview.report;

import crossreview.model.run.EndReason;
import crossreview.model.run.SessionOutcome;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.rule.Panel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of a session, in one sentence for people. Pure. */
public final class OutcomeSentence {
  private OutcomeSentence() {}

  /** The sentence, in Markdown; the code of the reason follows in brackets where there is one. */
  public static String of(Session session) {
    int rounds = session.rounds().size();
    String count = rounds + (rounds == 1 ? " round" : " rounds");
    if (session.closed()) {
      return closed(session, count);
    }
    if (session.running()) {
      return session.paused()
          ? "**Paused** since " + session.steering().pausedAt() + ", " + count + " so far."
          : "**Running**, " + count + " so far" + awaited(session) + ".";
    }
    if (session.hasRun()) {
      EndReason endReason = session.run().ended().reason();
      return "**Not unanimous** after "
          + count
          + ": "
          + words(endReason)
          + code(endReason)
          + detail(session.run().ended().detail())
          + "; the session is open for a new artifact.";
    }
    return "**Open**, no run was started yet.";
  }

  private static String closed(Session session, String count) {
    if (session.opened().importedFrom() != null) {
      return ImportedSection.sentence(session, session.opened().importedFrom());
    }
    EndReason endReason = session.finalized().reason();
    if (endReason == EndReason.ACCEPTED_BY_POLICY) {
      return "**Accepted** after "
          + count
          + voters(session)
          + ": "
          + words(endReason)
          + code(endReason)
          + "."
          + revised(session);
    }
    return session.finalized().outcome() == SessionOutcome.CONVERGED
        ? "**Unanimous** after " + count + voters(session) + "." + revised(session)
        : "**Closed** without unanimity after "
            + count
            + ": "
            + words(endReason)
            + code(endReason)
            + ".";
  }

  /** A panel of which members were excused is not all of it. */
  private static String voters(Session session) {
    return session
        .lastRound()
        .map(round -> Panel.counted(session, round))
        .filter(round -> !round.turn() && !round.excused().isEmpty())
        .map(round -> ", " + round.votes().size() + " of " + round.panel().size() + " voted")
        .orElse("");
  }

  private static String revised(Session session) {
    return session.revised()
        ? " The approved text is a revision: it is not the text that was submitted."
        : "";
  }

  private static String awaited(Session session) {
    List<String> peers = session.lastRound().map(Round::awaited).orElse(List.of());
    return peers.isEmpty() ? "" : ", waiting for " + MarkdownBuilder.text(String.join(", ", peers));
  }

  private static String detail(@Nullable String detail) {
    return detail == null ? "" : ", " + MarkdownBuilder.text(detail);
  }

  private static String code(EndReason endReason) {
    return " (`" + endReason.wireName() + "`)";
  }

  /** Why a run ended or a session was closed, as part of a sentence. */
  public static String words(EndReason endReason) {
    return switch (endReason) {
      case UNANIMOUS_READY -> "all voters are READY on the same bytes";
      case ACCEPTED_BY_POLICY -> "not all voters are READY, but the policy requires fewer";
      case MAX_ROUNDS_WITHOUT_UNANIMITY -> "the rounds are used up";
      case NOTHING_NEW -> "the same bytes were submitted again, with nothing new";
      case OSCILLATION -> "author and reviewers undo each other";
      case NO_PROGRESS -> "two revisions left the same findings open";
      case QUORUM_FLOOR_NOT_MET -> "too few peers could vote";
      case NOTHING_TO_REVIEW -> "no peer had anything to check in the text";
      case HANDED_BACK -> "the findings are returned to the caller";
      case JUDGED -> "the judges have ruled";
      case CIRCULAR_FULL_ROTATION_NO_CHANGE -> "a full rotation left every byte unchanged";
      case CIRCULAR_MAX_ROTATIONS_EXCEEDED -> "the rotations are used up";
      case NO_USABLE_REVISION -> "no author returned a usable revision";
      case BUDGET_EXHAUSTED -> "the next call could cost more than is left";
      case NO_PRICE -> "the price of a peer is unknown, so it was not called";
      case WALL_CLOCK -> "the time limit was reached";
      case PREFLIGHT_REFUSED -> "a check before the first call failed";
      case POLICY_VETO -> "the policy does not allow it";
      case SESSION_CANCELLED -> "it was cancelled";
      case RECOVERED_AFTER_RESTART -> "the daemon was restarted in the middle of the run";
      case SESSION_LIMIT -> "the session reached a size limit";
      case CLOSED_BY_OPERATOR -> "an operator closed it";
      case IMPORTED -> "it was imported from another program";
      case IDLE_SWEPT -> "there was no activity for a long time";
      case STALE_NO_FINALIZE -> "it was closed without a result";
    };
  }
}
