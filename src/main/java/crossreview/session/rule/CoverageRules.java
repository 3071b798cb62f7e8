package crossreview.session.rule;

import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.vote.ReviewScope.PartGroup;
import crossreview.model.vote.VoteCoverage;
import crossreview.session.Round;
import crossreview.session.Session;
import java.util.ArrayList;
import java.util.List;

/** Whether each part of a round's artifact was looked at by somebody who votes. */
final class CoverageRules {
  private final Session session;
  private final Round round;

  CoverageRules(Session session, Round round) {
    this.session = session;
    this.round = round;
  }

  /** Whether a vote is about everything; a rule says itself what concerns it, and others add up. */
  boolean covers(BallotCast vote) {
    return unseen(vote).isEmpty();
  }

  /** What a vote is not about although it should be, for people; empty for nothing. */
  String unseen(BallotCast vote) {
    boolean rule = Panel.isRule(session, vote.peer());
    return rule || vote.coverage() == null
        ? ""
        : VoteCoverage.missedByAll(List.of(vote.coverage()), round.unshownParts());
  }

  /** What nobody can be shown; it is not excluded. */
  List<PartGroup> missing() {
    return round.beginning().scope() == null ? List.of() : round.beginning().scope().missing();
  }

  /** Whether everything that is not excluded was looked at by one of these voters. */
  boolean complete(List<BallotCast> voters) {
    return missing().isEmpty() && notLookedAt(voters).isEmpty();
  }

  /** What none of these voters looked at, for people; empty for nothing. */
  String notLookedAt(List<BallotCast> voters) {
    List<VoteCoverage> partial = new ArrayList<>();
    for (BallotCast vote : voters) {
      if (vote.coverage() == null) {
        return "";
      }
      partial.add(vote.coverage());
    }
    return VoteCoverage.missedByAll(partial, round.unshownParts());
  }
}
