package crossreview.review;

import crossreview.brief.Briefs;
import crossreview.brief.Matter;
import crossreview.guard.Fence;
import crossreview.guard.Fences;
import crossreview.model.Purpose;
import crossreview.model.Refused;
import crossreview.review.AnswerReading.Meaning;
import crossreview.session.Call;
import crossreview.session.Command;
import crossreview.session.Use;
import crossreview.store.Cause;
import crossreview.verdict.Corrections;
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
  private final BiConsumer<Command, Cause> hand;

  /**
   * @param hand hands a command in without waiting
   */
  SecondTurn(Parts parts, BiConsumer<Command, Cause> hand) {
    this.parts = parts;
    this.hand = hand;
  }

  /** Reads the answer, and asks again where it has to. Awaits. */
  void read(Call call) {
    String answer = parts.reading().stored(call);
    switch (parts.reading().read(call, answer)) {
      case Meaning.Clear clear -> use(call, clear.use());
      case Meaning.Unclear unclear -> repair(call, answer, unclear);
      case Meaning.Uncited uncited -> cite(call, uncited);
    }
  }

  private void use(Call call, Use use) {
    hand.accept(new Command.UseAnswer(call.id(), use), Cause.peer(call.peer()));
  }

  private void repair(Call call, String answer, Meaning.Unclear why) {
    Matter matter = parts.material().forReviewer(call.peer());
    Briefs.Unread unread = new Briefs.Unread(answer, why.code(), why.detail());
    Fence fence = parts.material().fence(f -> matter.fits(f) && unread.fits(f));
    parts
        .asking()
        .ask(call.peer(), Purpose.REPAIR, matter, parts.briefs().repair(matter, unread, fence));
  }

  /** Sends back what was not found, alone and once; else the vote is what it is without it. */
  private void cite(Call call, Meaning.Uncited uncited) {
    Matter matter = parts.material().forReviewer(call.peer());
    String lines = Corrections.lines(uncited.read());
    Fence fence = parts.material().fence(f -> matter.fits(f) && Fences.fits(f, List.of(lines)));
    try {
      parts
          .asking()
          .ask(call.peer(), Purpose.CITE, matter, parts.briefs().cite(matter, lines, fence));
    } catch (Refused refused) {
      if (!NO_TURN.contains(refused.problem().code())) {
        throw refused;
      }
      use(call, uncited.asItIs());
    }
  }
}
