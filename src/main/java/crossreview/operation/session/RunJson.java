package crossreview.operation.session;

import crossreview.codec.ObjectCodec;
import crossreview.codec.RecordCodec;
import crossreview.model.CarriedParts;
import crossreview.model.Digest;
import crossreview.model.call.TokenUsage;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.model.event.RunEvent.RunEnded;
import crossreview.model.run.RunMode;
import crossreview.model.vote.VoteCoverage;
import crossreview.session.Ledger;
import crossreview.session.Round;
import crossreview.session.Run;
import crossreview.session.Session;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs and rounds as answers spell them. Pure. */
final class RunJson {
  private static final ObjectCodec<Run> ROTATION =
      ObjectCodec.<Run>object()
          .field("order", Run::draw)
          .field("streak", run -> run.rotation().streak())
          .field("left_unchanged_by", run -> run.rotation().unchanged())
          .field("last_revision_round", run -> run.rotation().lastRevision());

  private static final ObjectCodec<RunEnded> END =
      ObjectCodec.<RunEnded>object()
          .field("result", RunEnded::result)
          .field("reason", RunEnded::reason)
          .field("detail", RunEnded::detail)
          .field("cost", RunEnded::cost);

  static final ObjectCodec<Run> RUN =
      ObjectCodec.<Run>object()
          .field("run", Run::id)
          .field("mode", Run::mode)
          .field("max_rounds", Run::maxRounds)
          .field("extra_rounds", run -> run.extraRounds() == 0 ? null : run.extraRounds())
          .field("caller_status", Run::callerStatus)
          .field("first_round", Run::firstRound)
          .field("rounds", Run::rounds)
          .field("revisions", Run::revisions)
          .field("rotation", run -> rotates(run) ? ROTATION.tree(run) : null)
          .field("author", run -> rotates(run) ? null : run.currentAuthor().orElse(null))
          .field("started_at", Run::startedAt)
          .field("started_by", Run::startedBy)
          .field("traceparent", run -> run.trace() == null ? null : run.trace().traceparent())
          .field("tracestate", run -> run.trace() == null ? null : run.trace().tracestate())
          .field("suppressions", Run::suppressions)
          .field("unsupported_claims", run -> run.claims().isEmpty() ? null : run.claims())
          .field("running", run -> !run.over())
          .inline(END, run -> run.over() ? run.ended() : null);

  private static final ObjectCodec<RoundCompleted> COUNT =
      ObjectCodec.<RoundCompleted>object()
          .field("tally", RoundCompleted::tally)
          .field("reason", RoundCompleted::reason)
          .field("blockers", RoundCompleted::blockers)
          .field("cost", RoundCompleted::cost)
          .field("independence", RoundCompleted::independence)
          .field("coverage", RunJson::coverage);

  static final ObjectCodec<Round> ROUND = round(vote(BallotCast::summary, BallotCast::findings));

  private RunJson() {}

  /** The rounds with the tokens of each. */
  static List<Map<String, Object>> rounds(Session session, List<Round> rounds) {
    List<Map<String, Object>> trees = ROUND.trees(rounds);
    for (int i = 0; i < trees.size(); i++) {
      TokenUsage usage = Ledger.of(session.callsOf(rounds.get(i).number())).usage();
      if (!usage.equals(TokenUsage.NONE)) {
        trees.get(i).put("usage", RecordCodec.of(TokenUsage.class).write(usage));
      }
    }
    return trees;
  }

  /** The digest of the report of what was shown to whom; a long one is a blob of the session. */
  private static @Nullable Digest coverage(RoundCompleted count) {
    return count.coverage() == null ? null : count.coverage().sha256();
  }

  private static boolean rotates(Run run) {
    return run.mode() == RunMode.CIRCULAR;
  }

  /** A vote, with as much of its texts as is wanted. */
  static ObjectCodec<BallotCast> vote(
      Function<BallotCast, ?> summary, Function<BallotCast, ?> findings) {
    return ObjectCodec.<BallotCast>object()
        .field("peer", BallotCast::peer)
        .field("status", BallotCast::status)
        .field("confidence", BallotCast::confidence)
        .field("summary", summary)
        .field("quality", BallotCast::quality)
        .field("findings", findings)
        .field("looked_at", vote -> lookedAt(vote.coverage()))
        .field("carried_from", vote -> carriedFrom(vote.coverage()))
        .field("reused_from", BallotCast::reusedFrom)
        .field("moved_by", BallotCast::movedBy);
  }

  private static @Nullable String lookedAt(@Nullable VoteCoverage coverage) {
    return coverage == null ? null : coverage.read() + " of " + coverage.parts() + " parts";
  }

  private static @Nullable CarriedParts carriedFrom(@Nullable VoteCoverage coverage) {
    return coverage == null ? null : coverage.carriedFrom();
  }

  /** A round whose votes are spelled so. */
  static ObjectCodec<Round> round(ObjectCodec<BallotCast> vote) {
    return ObjectCodec.<Round>object()
        .field("round", Round::number)
        .field("run", Round::run)
        .field("artifact", Round::artifact)
        .field("kind", round -> round.turn() ? "turn" : "round")
        .field("panel", Round::panel)
        .field("votes", round -> vote.trees(round.votes().values()))
        .field("excused", round -> peers(round.excused(), "failure_class"))
        .field("rejected", round -> peers(round.rejected(), "code"))
        .field("waiting_for", round -> round.counted() ? null : round.awaited())
        .field("abstained", round -> abstained(round.abstained()))
        .field("scope", round -> round.beginning().scope())
        .inline(COUNT, round -> round.counted() ? round.completed() : null);
  }

  private static @Nullable List<?> abstained(Map<String, String> abstained) {
    return abstained.isEmpty() ? null : peers(abstained, "reason");
  }

  /** Peers without a vote, each with its reason under this name. */
  private static List<?> peers(Map<String, ?> reasons, String name) {
    return ObjectCodec.<Map.Entry<String, ?>>object()
        .field("peer", Map.Entry::getKey)
        .field(name, Map.Entry::getValue)
        .trees(reasons.entrySet());
  }
}
