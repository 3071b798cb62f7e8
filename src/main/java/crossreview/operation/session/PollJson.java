package crossreview.operation.session;

import static crossreview.operation.session.SessionJson.put;

import crossreview.codec.SchemaBuilder;
import crossreview.model.ValueChecks;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.store.index.SessionState;
import crossreview.store.index.SessionView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a session stands, short enough to be asked for again and again. Pure. */
final class PollJson {
  private static final int SUMMARY_CHARS = 240;
  private static final long ASK_AGAIN_MS = 5_000; // peers that think take longer than that

  private PollJson() {}

  /**
   * @param full whether votes are shown whole
   */
  static Map<String, Object> of(SessionView view, boolean full) {
    Session session = view.session();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("session_id", session.id().value());
    json.put("state", view.damaged() == null ? SessionState.of(session) : "damaged");
    json.put("running", session.running());
    json.put("head", session.seq());
    json.put("rounds", session.rounds().size());
    json.put("updated_at", session.updatedAt());
    if (session.run() != null) {
      json.put("run", RunJson.of(session.run()));
    }
    session.lastRound().ifPresent(round -> json.put("latest_round", round(round, full)));
    json.put("findings", FindingCounts.of(session));
    json.put("cost", session.cost().toString());
    json.put("cost_basis", session.ledger().booked().tree());
    if (session.closed()) {
      SessionJson.end(json, session);
    }
    put(json, "paused_at", session.steering().pausedAt());
    EscalationJson.put(json, session);
    json.put("needs_attention", needsAttention(session));
    put(json, "poll_after_ms", session.running() ? ASK_AGAIN_MS : null);
    put(json, "damaged", view.damaged() == null ? null : view.damaged().message());
    return json;
  }

  /** It is open, and its run has ended, or a person was asked for or holds it up. */
  private static boolean needsAttention(Session session) {
    boolean ended = !session.running() && session.run() != null;
    boolean escalated = !session.supplement().escalations().isEmpty();
    return !session.closed() && (ended || escalated || session.paused());
  }

  /** The same in a line. */
  static String line(Session session) {
    return session
        .lastRound()
        .map(round ->
            "round "
                + round.number()
                + ": "
                + round.answered()
                + " of "
                + round.panel().size()
                + " answered")
        .orElse("the first round is about to begin");
  }

  private static Map<String, Object> round(Round round, boolean full) {
    Map<String, Object> json = RunJson.round(round);
    json.put("asked", round.panel().size());
    json.put("answered", round.answered());
    if (!full) {
      for (Object vote : (List<?>) json.get("votes")) {
        shorten(vote);
      }
    }
    return json;
  }

  @SuppressWarnings("unchecked") // RunJson makes nothing else
  private static void shorten(Object vote) {
    Map<String, Object> shown = (Map<String, Object>) vote;
    shown.computeIfPresent("summary", (key, text) -> ValueChecks.cut((String) text, SUMMARY_CHARS));
    shown.computeIfPresent("findings", (key, list) -> ((List<?>) list).size());
  }

  /** What {@link #of} gives. */
  static SchemaBuilder.ObjectSchema schema() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text("The session."))
        .must("state", SchemaBuilder.words(SessionState.WORDS, "Where it stands."))
        .must("running", SchemaBuilder.flag("Whether a run is under way."))
        .must("head", SchemaBuilder.whole(0, Long.MAX_VALUE, "The seq of the last durable line."))
        .must("rounds", SchemaBuilder.whole(0, Long.MAX_VALUE, "Rounds so far."))
        .must("updated_at", SchemaBuilder.text("RFC 3339."))
        .may("run", SchemaBuilder.any("The last run: run, mode, rounds, result, reason …"))
        .may("latest_round", SchemaBuilder.any("Votes, excused, rejected, tally, who blocks."))
        .must("findings", SchemaBuilder.any("How many are open, blocking, settled."))
        .must("cost", SchemaBuilder.text("US dollars, all parts together."))
        .must("cost_basis", SchemaBuilder.any("exact, estimate and ceiling: its parts."))
        .may("outcome", SchemaBuilder.text("converged, max-rounds or aborted, once it is closed."))
        .may("reason", SchemaBuilder.text("The code of the reason."))
        .may("detail", SchemaBuilder.text("The reason in words."))
        .may("final", SchemaBuilder.any("sha256 and path of the approved text."))
        .may("revised", SchemaBuilder.flag(SessionJson.REVISED))
        .may("submitted_sha256", SchemaBuilder.text(SessionJson.SUBMITTED))
        .may("approved_sha256", SchemaBuilder.text(SessionJson.APPROVED))
        .may("paused_at", SchemaBuilder.text("Since when a person holds it up; RFC 3339."))
        .may("escalations", EscalationJson.schema())
        .must(
            "needs_attention",
            SchemaBuilder.flag(
                "Whether it waits for a person: a run ended, nothing closed; or escalated; or"
                    + " paused."))
        .may("poll_after_ms", SchemaBuilder.whole(0, 60_000, "When to ask again, without wait_ms."))
        .may(
            "queue_position",
            SchemaBuilder.whole(1, 1_000_000, "Its place, when it waits for others."))
        .may("damaged", SchemaBuilder.text("Why the session is read-only."));
  }
}
