package crossreview.session.script;

import crossreview.model.call.CallPurpose;
import crossreview.session.LedgerCall;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.script.NextStep.SectionQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is missing of a round: votes, answers about sections, and the reading of what is there. */
final class SectionScript {
  private final Session session;
  private final Round round;
  private final int reasks;
  private final List<LedgerCall> calls;

  SectionScript(Session session, Round round, int reasks) {
    this.session = session;
    this.round = round;
    this.reasks = reasks;
    this.calls = session.callsOf(round.number());
  }

  /**
   * An answer that waits to be read. Those about sections are read together, so all of them are
   * there, and each can be repaired or is repaired already.
   */
  Optional<LedgerCall> unread() {
    return round.panel().stream()
        .filter(peer -> !round.decided(peer))
        .flatMap(peer -> unread(peer).stream())
        .findFirst();
  }

  private Optional<LedgerCall> unread(String peer) {
    CallEligibility whole = of(peer, 0);
    if (whole.sections() == 0) {
      return may(whole, CallPurpose.REPAIR) ? whole.unreadReview() : Optional.empty();
    }
    for (int number = 1; number <= whole.sections(); number++) {
      CallEligibility section = of(peer, number);
      boolean read = section.repaired() || may(section, CallPurpose.REPAIR);
      if (!section.answered() || !read) {
        return Optional.empty();
      }
    }
    return of(peer, 1).unreadReview();
  }

  /** Who is asked about everything and was not asked yet, as far as is known. */
  List<String> missingVoters() {
    return round.panel().stream().filter(peer -> may(of(peer, 0), CallPurpose.REVIEW)).toList();
  }

  /** Which sections their voters were not asked about yet, as far as is known. */
  List<SectionQuestion> missing() {
    List<SectionQuestion> missing = new ArrayList<>();
    for (String peer : round.panel()) {
      int sections = of(peer, 0).sections();
      for (int number = 1; number <= sections; number++) {
        if (may(of(peer, number), CallPurpose.REVIEW)) {
          missing.add(new SectionQuestion(peer, number));
        }
      }
    }
    return missing;
  }

  private CallEligibility of(String peer, int section) {
    return CallEligibility.of(session, peer, section, calls);
  }

  private boolean may(CallEligibility calls, CallPurpose purpose) {
    return calls.refusal(purpose, reasks).isEmpty();
  }
}
