package crossreview.session;

import crossreview.model.event.EventEnvelope;
import crossreview.model.event.FindingEvent;
import crossreview.model.finding.FindingState;
import crossreview.model.finding.MoveMethod;
import crossreview.session.LedgerFinding.FindingMove;
import java.util.ArrayList;
import java.util.List;

/** How the findings ledger moves. */
final class FindingReducer {
  private FindingReducer() {}

  static void reduce(SessionEdit edit, EventEnvelope eventEnvelope, FindingEvent event) {
    switch (event) {
      case FindingEvent.FindingOpened e ->
          put(edit, e.finding().id(), new LedgerFinding(e.finding(), FindingState.OPEN, List.of()));
      case FindingEvent.FindingMoved e -> {
        LedgerFinding before = edit.finding(e.finding());
        List<FindingMove> moves = new ArrayList<>(before.moves());
        moves.add(new FindingMove(eventEnvelope.ts(), eventEnvelope.by(), edit.rounds.size(), e));
        put(edit, e.finding(), new LedgerFinding(before.opened(), e.to(), List.copyOf(moves)));
        if (e.method() != MoveMethod.OWNER) {
          edit.sessionSupplement = edit.sessionSupplement.stirred();
        }
      }
      case FindingEvent.JudgeStarted e -> {
        JudgmentState judgmentState = edit.sessionSupplement.judgments().begun(e, edit.callCount());
        edit.sessionSupplement = edit.sessionSupplement.judged(judgmentState);
      }
      case FindingEvent.JudgeRuled e -> ruled(edit, eventEnvelope, e);
    }
  }

  private static void ruled(
      SessionEdit edit, EventEnvelope eventEnvelope, FindingEvent.JudgeRuled e) {
    JudgmentState before = edit.sessionSupplement.judgments();
    int moves = edit.finding(e.finding()).moves().size() + (e.promoted() ? 1 : 0);
    edit.sessionSupplement =
        edit.sessionSupplement.judged(
            before.ruled(
                new JudgmentState.JudgeRuling(
                    e,
                    eventEnvelope.ts(),
                    edit.current().sha256(),
                    edit.sessionSupplement.evidence().size(),
                    edit.rounds.size(),
                    moves,
                    before.pass() == null ? null : before.pass().rebuttal())));
    if (e.promoted()) {
      edit.sessionSupplement = edit.sessionSupplement.stirred(); // an owner that yields is news too
    }
  }

  private static void put(SessionEdit edit, String id, LedgerFinding finding) {
    edit.findings = edit.findings.with(id, finding);
  }
}
