package crossreview.session.decision;

import crossreview.model.event.RunEvent;
import crossreview.model.event.SessionEvent;
import crossreview.model.run.DraftRefusal;
import crossreview.session.LedgerCall;
import crossreview.session.Session;
import crossreview.session.command.AnswerMeaning;
import java.util.List;

/** What an author's answer does: it becomes the artifact, or the next author's turn. */
final class DraftRules {
  private DraftRules() {}

  static List<SessionEvent> revised(
      Session session, LedgerCall ledgerCall, AnswerMeaning.RevisionAnswer revisionAnswer) {
    if (late(session, ledgerCall)) {
      return List.of();
    }
    if (revisionAnswer.artifact().sha256().equals(session.current().sha256())) {
      return refused(session, ledgerCall, DraftRefusal.IDENTICAL);
    }
    return List.of(
        new RunEvent.DraftRevised(
            ledgerCall.round(),
            ledgerCall.peer(),
            revisionAnswer.artifact(),
            session.current().sha256(),
            revisionAnswer.changes()));
  }

  static List<SessionEvent> refused(Session session, LedgerCall ledgerCall, DraftRefusal reason) {
    if (late(session, ledgerCall)) {
      return List.of();
    }
    int next = session.run().author() + 1;
    List<String> draw = session.run().draw();
    String nextAuthor = next < draw.size() ? draw.get(next) : null;
    return List.of(new RunEvent.DraftRefused(ledgerCall.peer(), reason, nextAuthor));
  }

  /** Whether it is not this author's turn to answer the last round any more. */
  private static boolean late(Session session, LedgerCall ledgerCall) {
    return !session.running()
        || ledgerCall.round() != session.rounds().size()
        || !session.rounds().getLast().run().equals(session.run().id())
        || !session.rounds().getLast().artifact().equals(session.current().sha256())
        || session.run().currentAuthor().filter(ledgerCall.peer()::equals).isEmpty();
  }
}
