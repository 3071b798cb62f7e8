package crossreview.operation.session;

import static crossreview.codec.SchemaBuilder.any;
import static crossreview.codec.SchemaBuilder.flag;
import static crossreview.codec.SchemaBuilder.list;
import static crossreview.codec.SchemaBuilder.text;
import static crossreview.codec.SchemaBuilder.whole;
import static crossreview.codec.SchemaBuilder.words;

import crossreview.codec.ObjectCodec;
import crossreview.model.ValueChecks;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.material.SecretMatch;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.store.index.SessionState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state of a session, short enough to be asked for again and again. Pure. */
final class PollJson {
  private static final int SUMMARY_CHARS = 240;
  private static final long ASK_AGAIN_MS = 5_000; // peers that think take longer than that

  private static final ObjectCodec<Round> ASKED =
      ObjectCodec.<Round>object()
          .field("asked", round -> round.panel().size())
          .field("answered", Round::answered);

  private static final ObjectCodec<Round> ROUND =
      ObjectCodec.<Round>object()
          .inline(RunJson.ROUND, round -> round)
          .inline(ASKED, round -> round);

  private static final ObjectCodec<Round> BRIEF_ROUND =
      RunJson.round(RunJson.vote(PollJson::summary, vote -> vote.findings().size()))
          .inline(ASKED, round -> round);

  private static final ObjectCodec<Session> COST =
      ObjectCodec.<Session>object()
          .must(
              "findings", any("Numbers of open, blocking and settled findings."), FindingCounts::of)
          .must("cost", text("US dollars, all parts together."), Session::cost)
          .must(
              "cost_basis",
              any("exact, estimate and ceiling: its parts."),
              s -> s.ledger().booked());

  static final ObjectCodec<PolledSession> POLLED =
      ObjectCodec.<PolledSession>object()
          .must("session_id", text("The session."), polled -> polled.session().id())
          .must(
              "state", words(SessionState.WORDS, "The state of the session."), PolledSession::state)
          .must("running", flag("Whether a run is running."), polled -> polled.session().running())
          .must(
              "head",
              whole(0, Long.MAX_VALUE, "The seq of the last durable line."),
              polled -> polled.session().seq())
          .must(
              "rounds",
              whole(0, Long.MAX_VALUE, "Rounds so far."),
              polled -> polled.session().rounds().size())
          .must("updated_at", text("RFC 3339."), polled -> polled.session().updatedAt())
          .inline(SessionJson.READ_AS_TEXT, PolledSession::session)
          .must(
              "secrets_found",
              list(any("kind, line"), "In the submitted text."),
              polled -> secrets(polled.session()))
          .inline(SessionJson.LAST_RUN, PolledSession::session)
          .may("latest_round", any("Votes, excused, rejected, tally, blockers."), PollJson::latest)
          .inline(COST, PolledSession::session)
          .inline(SessionJson.END, PolledSession::session)
          .inline(EscalationJson.WAITING, PolledSession::session)
          .must(
              "needs_attention",
              flag(
                  "Whether it waits for a person: a run ended without closing it, or escalated, or"
                      + " paused."),
              polled -> needsAttention(polled.session()))
          .may(
              "poll_after_ms",
              whole(0, 60_000, "When to call again, without wait_ms."),
              polled -> polled.session().running() ? ASK_AGAIN_MS : null)
          .may(
              "queue_position",
              whole(1, 1_000_000, "Its place in the queue, while it waits for other reviews."),
              polled -> polled.position() == 0 ? null : polled.position())
          .may("damaged", text("Why the session is read-only."), PolledSession::damage);

  private PollJson() {}

  private static List<SecretMatch> secrets(Session session) {
    ArtifactSubmitted submitted = session.supplement().submitted();
    return submitted == null ? List.of() : submitted.secretsFound();
  }

  private static @Nullable Map<String, Object> latest(PolledSession polled) {
    ObjectCodec<Round> codec = polled.full() ? ROUND : BRIEF_ROUND;
    return polled.session().lastRound().map(codec::tree).orElse(null);
  }

  private static String summary(BallotCast vote) {
    return ValueChecks.cut(vote.summary(), SUMMARY_CHARS);
  }

  /** It is open, and its run has ended, or a person was asked for or holds it up. */
  private static boolean needsAttention(Session session) {
    boolean ended = !session.running() && session.hasRun();
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
        .orElse("the first round will start soon");
  }
}
