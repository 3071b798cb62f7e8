package crossreview.review;

import crossreview.brief.Briefs;
import crossreview.brief.Matter;
import crossreview.guard.Fence;
import crossreview.guard.Fences;
import crossreview.model.ProblemException;
import crossreview.model.call.CallPurpose;
import crossreview.review.AnswerReading.Meaning;
import crossreview.session.LedgerCall;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.verdict.CitationRepair;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What becomes of an answer that is on disk and whose meaning is not in the journal: it is never
 * bought again, only read, and its peer gets at most one more turn, with the same material.
 */
final class SecondTurn {
  /** Without another turn the vote is taken as it is; nothing else is lost. */
  private static final Set<String> NO_TURN = Set.of("not_its_turn", "budget_exhausted", "no_price");

  private final Parts parts;
  private final BiConsumer<SessionCommand, Actor> hand;

  /**
   * @param hand hands a command in without waiting
   */
  SecondTurn(Parts parts, BiConsumer<SessionCommand, Actor> hand) {
    this.parts = parts;
    this.hand = hand;
  }

  /** Reads the answer, and asks again where it has to. Awaits. */
  void read(LedgerCall ledgerCall) {
    String answer = parts.reading().stored(ledgerCall);
    switch (parts.reading().read(ledgerCall, answer)) {
      case Meaning.Clear clear -> use(ledgerCall, clear.answerMeaning());
      case Meaning.Unclear unclear -> repair(ledgerCall, answer, unclear);
      case Meaning.Uncited uncited -> cite(ledgerCall, uncited);
    }
  }

  private void use(LedgerCall ledgerCall, AnswerMeaning answerMeaning) {
    hand.accept(
        new SessionCommand.UseAnswer(ledgerCall.id(), answerMeaning),
        Actor.peer(ledgerCall.peer()));
  }

  private void repair(LedgerCall ledgerCall, String answer, Meaning.Unclear why) {
    Matter matter = parts.material().forReviewer(ledgerCall.peer());
    Briefs.Unread unread = new Briefs.Unread(answer, why.code(), why.detail());
    Fence fence = parts.material().fence(f -> matter.fits(f) && unread.fits(f));
    parts
        .asking()
        .ask(
            ledgerCall.peer(),
            CallPurpose.REPAIR,
            matter,
            parts.briefs().repair(matter, unread, fence));
  }

  /** Sends back what was not found, alone and once; else the vote is what it is without it. */
  private void cite(LedgerCall ledgerCall, Meaning.Uncited uncited) {
    Matter matter = parts.material().forReviewer(ledgerCall.peer());
    String lines = CitationRepair.lines(uncited.parsedVerdict());
    Fence fence = parts.material().fence(f -> matter.fits(f) && Fences.fits(f, List.of(lines)));
    try {
      parts
          .asking()
          .ask(
              ledgerCall.peer(),
              CallPurpose.CITE,
              matter,
              parts.briefs().cite(matter, lines, fence));
    } catch (ProblemException problemException) {
      if (!NO_TURN.contains(problemException.problem().code())) {
        throw problemException;
      }
      use(ledgerCall, uncited.asItIs());
    }
  }
}
