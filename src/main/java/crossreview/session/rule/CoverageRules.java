package crossreview.session.rule;

import crossreview.model.ValueChecks;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.vote.ReviewScope.PartGroup;
import crossreview.model.vote.RoundBlocker;
import crossreview.model.vote.VerdictStatus;
import crossreview.model.vote.VoteCoverage;
import crossreview.session.Round;
import crossreview.session.Session;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Whether each part of a round's artifact was looked at by somebody who votes. What a peer on trial
 * was shown covers nothing.
 */
public final class CoverageRules {
  private static final int EXCLUSIONS_MAX = 600; // the round has the rest

  private final Session session;
  private final Round round;

  public CoverageRules(Session session, Round round) {
    this.session = session;
    this.round = Panel.counted(session, round);
  }

  /** Whether a vote is about everything; a rule says itself what concerns it, and others add up. */
  boolean covers(BallotCast vote) {
    return unseen(vote).isEmpty();
  }

  /** What keeps the READY votes of a round from being about everything, one sentence each. */
  public List<String> gaps() {
    List<String> gaps = new ArrayList<>();
    missing().forEach(group -> gaps.add("nobody was shown " + group.words()));
    for (BallotCast vote : round.votes().values()) {
      if (vote.status() == VerdictStatus.READY && !covers(vote)) {
        boolean carries = vote.coverage() != null && vote.coverage().carriedFrom() != null;
        String how =
            carries
                ? " approved it, carried hunks over and was not shown "
                : " approved it and was not shown ";
        gaps.add(vote.peer() + how + unseen(vote));
      }
    }
    return gaps;
  }

  /** The parts of a file that a voter should have been shown and was not. */
  public BitSet unseenParts(String path) {
    BitSet parts = new BitSet();
    for (BallotCast vote : round.votes().values()) {
      if (vote.coverage() != null && !Panel.isRule(session, vote.peer())) {
        vote.coverage().missed().stream()
            .filter(missed -> missed.place().startsWith(path + " (line "))
            .filter(missed -> !round.unshownParts().get(missed.part()))
            .forEach(missed -> parts.set(missed.part()));
      }
    }
    return parts;
  }

  /** Whether the change does not have the content of a file; one that has no room may be it. */
  public boolean missing(String path) {
    return missing().stream()
        .anyMatch(group -> group.places().contains(path) || group.files() > group.places().size());
  }

  /** What a vote is not about although it should be, for people; empty for nothing. */
  String unseen(BallotCast vote) {
    boolean rule = Panel.isRule(session, vote.peer());
    return rule || vote.coverage() == null
        ? ""
        : VoteCoverage.missedByAll(List.of(vote.coverage()), round.unshownParts());
  }

  /** What was left out on purpose, to follow a count; empty for nothing. */
  String exclusions() {
    String words = round.beginning().scope() == null ? "" : round.beginning().scope().exclusions();
    return words.isEmpty() ? "" : "; excluded: " + ValueChecks.cut(words, EXCLUSIONS_MAX);
  }

  /** What was carried over from earlier rounds, to follow a count; empty for nothing. */
  String carried(List<BallotCast> voters) {
    BitSet parts = new BitSet();
    int peers = 0;
    int all = 0;
    for (BallotCast vote : voters) {
      VoteCoverage coverage = vote.coverage();
      if (coverage != null && coverage.carriedFrom() != null) {
        parts.or(coverage.carriedParts());
        all = coverage.parts();
        peers++;
      }
    }
    String by = peers == 1 ? " by one voter" : " by " + peers + " voters";
    return peers == 0 ? "" : ", " + parts.cardinality() + " of " + all + " hunks carried" + by;
  }

  /** A part that no voter looked at, or that cannot be shown, is not approved by anyone. */
  List<RoundBlocker> blockers(List<BallotCast> voters) {
    List<RoundBlocker> blockers = new ArrayList<>();
    missing()
        .forEach(group -> blockers.add(blocker("not_shown", "nobody can see " + group.words())));
    String missed = notLookedAt(voters);
    if (!missed.isEmpty()) {
      blockers.add(blocker("not_looked_at", "no voter checked " + missed));
    }
    return blockers;
  }

  private static RoundBlocker blocker(String code, String detail) {
    return new RoundBlocker("policy", code, null, ValueChecks.cut(detail, Tally.DETAIL_MAX));
  }

  /** What nobody can be shown; it is not excluded. */
  private List<PartGroup> missing() {
    return round.beginning().scope() == null ? List.of() : round.beginning().scope().missing();
  }

  /** Whether everything that is not excluded was looked at by one of these voters. */
  boolean complete(List<BallotCast> voters) {
    return missing().isEmpty() && notLookedAt(voters).isEmpty();
  }

  /** What none of these voters looked at, for people; empty for nothing. */
  private String notLookedAt(List<BallotCast> voters) {
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
