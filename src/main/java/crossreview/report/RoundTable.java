package crossreview.report;

import static crossreview.report.MarkdownBuilder.text;

import crossreview.model.call.AnswerOrigin;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.vote.ReviewScope;
import crossreview.session.LedgerCall;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.rule.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One round as a table: who said what, how sure, how fast and for how much. Pure. */
final class RoundTable {
  private RoundTable() {}

  static void write(MarkdownBuilder out, Session session, Round round) {
    out.heading((round.turn() ? "Turn " : "Round ") + round.number());
    out.line("On `" + round.artifact() + "`", count(session, round), ".");
    ReviewScope scope = round.beginning().scope();
    if (scope != null) {
      scope.excluded().forEach(group -> out.line("- Excluded: ", text(group.words()), "."));
      scope.missing().forEach(group -> out.line("- Nobody can see ", text(group.words()), "."));
    }
    out.line();
    out.columns("peer", "verdict", "confidence", "time", "cost", "summary");
    for (String peer : round.panel()) {
      List<String> cells = new ArrayList<>(cells(session, round, peer));
      if (Panel.isTrial(session, peer)) {
        cells.set(0, cells.getFirst() + " (on trial)");
      }
      out.row(cells);
    }
  }

  private static String count(Session session, Round round) {
    if (!round.counted()) {
      return session.running() ? ", under way" : ", never counted";
    }
    return ": " + round.completed().tally().wireName() + ", " + text(round.completed().reason());
  }

  private static List<String> cells(Session session, Round round, String peer) {
    List<LedgerCall> calls =
        session.callsOf(round.number()).stream().filter(c -> c.peer().equals(peer)).toList();
    String time = time(calls.stream().mapToLong(LedgerCall::latencyMs).sum());
    String cost = CallTables.cost(calls);
    BallotCast vote = round.votes().get(peer);
    if (vote != null) {
      String confidence = vote.confidence() == null ? "" : vote.confidence().wireName();
      String status = vote.status().wireName();
      return List.of(
          text(peer), status + origin(vote), confidence, time, cost, text(vote.summary()));
    }
    if (round.excused().containsKey(peer)) {
      String why = round.excused().get(peer).wireName();
      return List.of(text(peer), "excused", "", time, cost, why);
    }
    if (round.abstained().containsKey(peer)) {
      return List.of(text(peer), "abstained", "", time, cost, text(round.abstained().get(peer)));
    }
    if (round.turn() && round.counted() && round.rejected().isEmpty()) {
      return List.of(text(peer), turn(round), "", time, cost, text(round.completed().reason()));
    }
    String code = round.rejected().getOrDefault(peer, "has not answered");
    return List.of(text(peer), "no vote", "", time, cost, text(code));
  }

  private static String turn(Round round) {
    return !round.completed().ready().isEmpty()
        ? "unchanged"
        : round.completed().notReady().isEmpty() ? "unusable" : "revised";
  }

  private static String time(long millis) {
    return millis == 0 ? "" : String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
  }

  /** Where a vote comes from that was given to the same question before. */
  private static String origin(BallotCast vote) {
    AnswerOrigin origin = vote.reusedFrom();
    return origin == null
        ? ""
        : ", answer reused from session "
            + origin.session()
            + ", round "
            + origin.round()
            + ", "
            + origin.at()
            + ", saved USD "
            + origin.saved();
  }
}
