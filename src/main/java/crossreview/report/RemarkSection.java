package crossreview.report;

import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.run.PanelMember;
import crossreview.model.vote.VerdictStatus;
import crossreview.model.vote.VoteIndependence;
import crossreview.session.LedgerCall;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.analysis.TrialComparison;
import crossreview.session.rule.Panel;
import crossreview.session.rule.ThinAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a reader should know beside the votes: who was missing, how independent they were. Pure. */
final class RemarkSection {
  private RemarkSection() {}

  static void write(MarkdownBuilder out, Session session) {
    List<String> remarks = new ArrayList<>();
    session
        .lastRound()
        .filter(round -> !round.turn())
        .ifPresent(round -> voters(remarks, session, Panel.counted(session, round)));
    remarks.addAll(FramingSection.remarks(session));
    for (TrialComparison trial : TrialComparison.of(session)) {
      remarks.add(
          "On trial, not counted: "
              + MarkdownBuilder.text(trial.peer())
              + " voted as the panel decided in "
              + trial.agreed()
              + " of "
              + trial.rounds()
              + " rounds; findings of its own: "
              + trial.findings()
              + ".");
    }
    if (!session.authors().isEmpty()) {
      String names = session.authors().stream().sorted().map(MarkdownBuilder::text).collect(list());
      remarks.add("Revised by " + names + "; authors do not vote.");
    }
    if (session.hasRun() && advice(session.run().callerStatus())) {
      String status = session.run().callerStatus().wireName();
      remarks.add(
          "Advice only: the caller itself voted " + status + ", so this run cannot be unanimous.");
    }
    long unknown = unknown(session);
    if (unknown > 0) {
      remarks.add(
          "Calls interrupted by a cancel or a crash, booked at their ceilings: " + unknown + ".");
    }
    if (!remarks.isEmpty()) {
      out.heading("Remarks");
      remarks.forEach(remark -> out.line("- ", remark));
    }
  }

  private static void voters(List<String> remarks, Session session, Round round) {
    Set<String> families =
        session.panel().stream()
            .filter(member -> round.votes().containsKey(member.peer()))
            .map(PanelMember::family)
            .collect(Collectors.toSet());
    String votes =
        round.votes().size() + " of " + round.panel().size() + " voted in the last round";
    String kinds = families.size() == 1 ? "1 family" : families.size() + " families";
    remarks.add("Independence: " + votes + ", from " + kinds + " of peers.");
    if (round.counted() && round.completed().independence() != null) {
      VoteIndependence figure = round.completed().independence();
      remarks.add("Judged by earlier agreement: " + MarkdownBuilder.text(figure.words()) + ".");
    }
    String thin =
        session.panel().stream()
            .filter(member -> thin(round.votes().get(member.peer()), member))
            .map(member -> MarkdownBuilder.text(member.peer()))
            .collect(list());
    if (!thin.isEmpty()) {
      remarks.add("READY with words that fit every text: " + thin + ".");
    }
    if (!round.excused().isEmpty()) {
      String names = round.excused().keySet().stream().map(MarkdownBuilder::text).collect(list());
      remarks.add("Degraded panel: without " + names + ".");
    }
  }

  private static boolean thin(@Nullable BallotCast vote, PanelMember member) {
    return vote != null && ThinAnswer.is(vote, member.kind());
  }

  private static Collector<CharSequence, ?, String> list() {
    return Collectors.joining(", ");
  }

  private static boolean advice(VerdictStatus callerStatus) {
    return callerStatus != null && callerStatus != VerdictStatus.READY;
  }

  private static long unknown(Session session) {
    return session.calls().values().stream()
        .filter(ledgerCall -> ledgerCall.state() == LedgerCall.CallState.INDETERMINATE)
        .count();
  }
}
