package crossreview.session;

import crossreview.model.FindingState;
import crossreview.model.MoveMethod;
import crossreview.model.event.Envelope;
import crossreview.model.event.FindingEvent;
import crossreview.session.LedgerFinding.Move;
import java.util.ArrayList;
import java.util.List;

/** How the findings ledger moves. */
final class ApplyFindings {
  private ApplyFindings() {}

  static void on(SessionEdit edit, Envelope envelope, FindingEvent event) {
    switch (event) {
      case FindingEvent.FindingOpened e ->
          put(edit, e.finding().id(), new LedgerFinding(e.finding(), FindingState.OPEN, List.of()));
      case FindingEvent.FindingMoved e -> {
        LedgerFinding before = edit.findings.get(e.finding());
        List<Move> moves = new ArrayList<>(before.moves());
        moves.add(new Move(envelope.ts(), envelope.by(), edit.rounds.size(), e));
        put(edit, e.finding(), new LedgerFinding(before.opened(), e.to(), List.copyOf(moves)));
        if (e.method() != MoveMethod.OWNER) {
          edit.annex = edit.annex.stirred();
        }
      }
      case FindingEvent.JudgeStarted e -> {
        Judgments judgments = edit.annex.judgments().begun(e, edit.callCount());
        edit.annex = edit.annex.judged(judgments);
      }
      case FindingEvent.JudgeRuled e -> ruled(edit, envelope, e);
    }
  }

  private static void ruled(SessionEdit edit, Envelope envelope, FindingEvent.JudgeRuled e) {
    Judgments before = edit.annex.judgments();
    int moves = edit.findings.get(e.finding()).moves().size() + (e.promoted() ? 1 : 0);
    edit.annex =
        edit.annex.judged(
            before.ruled(
                new Judgments.Ruling(
                    e,
                    envelope.ts(),
                    edit.current.sha256(),
                    edit.annex.evidence().size(),
                    edit.rounds.size(),
                    moves)));
    ApplyCalls.readJudges(edit, e.finding());
  }

  private static void put(SessionEdit edit, String id, LedgerFinding finding) {
    edit.findings = edit.findings.with(id, finding);
  }
}
