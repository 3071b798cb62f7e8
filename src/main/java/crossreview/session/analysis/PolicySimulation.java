package crossreview.session.analysis;

import crossreview.model.event.EventEnvelope;
import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.model.event.SessionEvent;
import crossreview.model.policy.PolicyRules;
import crossreview.model.vote.RoundBlocker;
import crossreview.model.vote.TallyResult;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.rule.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replays a stored session and counts each of its rounds once more, under another policy. Pure.
 *
 * <p>What peers said is what they said: no one is asked again, so what they would have been shown
 * under the policy, or what a round that never was would have brought, is not part of the answer.
 * Rounds of circular runs are counted by no policy.
 */
public final class PolicySimulation {
  private final PolicyRules rules;
  private final List<RoundRecount> recounts = new ArrayList<>();
  private Session session;

  /** Begins before the session's first line. */
  public PolicySimulation(Session none, PolicyRules rules) {
    this.session = none;
    this.rules = rules;
  }

  /**
   * A round as it was counted and as it would have been.
   *
   * @param decides whether the caller stood behind the artifact, so that the round could end it
   */
  public record RoundRecount(
      int round, boolean decides, RoundCompleted recorded, RoundCompleted under) {

    /** Whether the round would have ended the review with an approval. */
    public boolean passes() {
      return decides && passed(under);
    }

    /** Whether it did. */
    public boolean passed() {
      return decides && passed(recorded);
    }

    private static boolean passed(RoundCompleted count) {
      return count.tally() == TallyResult.UNANIMOUS || count.tally() == TallyResult.ACCEPTED;
    }

    /** Whether both counts came to the same. */
    public boolean same() {
      return recorded.tally() == under.tally() && recorded.blockers().equals(under.blockers());
    }

    /** Who is in the way only under the policy. */
    public List<RoundBlocker> added() {
      return without(under.blockers(), recorded.blockers());
    }

    /** Who was in the way and is not under the policy, or would not have stopped it. */
    public List<RoundBlocker> removed() {
      boolean outvoted = passed(under) && !passed(recorded);
      return outvoted ? recorded.blockers() : without(recorded.blockers(), under.blockers());
    }

    private static List<RoundBlocker> without(List<RoundBlocker> all, List<RoundBlocker> others) {
      return all.stream().filter(roundBlocker -> !others.contains(roundBlocker)).toList();
    }
  }

  /** Goes on by one line. */
  public void line(EventEnvelope eventEnvelope, SessionEvent event) {
    if (event instanceof RoundCompleted recorded
        && !session.rounds().get(recorded.round() - 1).turn()) {
      Round round = session.rounds().get(recorded.round() - 1);
      RoundCompleted under =
          Tally.of(session.under(rules), round)
              .with(recorded.independence())
              .covering(recorded.coverage());
      boolean decides = session.run().callerStatus() == VerdictStatus.READY;
      recounts.add(new RoundRecount(recorded.round(), decides, recorded, under));
    }
    session = session.apply(eventEnvelope, event);
  }

  /** The session after the last line. */
  public Session session() {
    return session;
  }

  /** Every counted round, in order. */
  public List<RoundRecount> recounts() {
    return List.copyOf(recounts);
  }

  /** The round that would have ended the review, else the last one; none if nothing was counted. */
  public Optional<RoundRecount> deciding() {
    return recounts.stream()
        .filter(RoundRecount::passes)
        .findFirst()
        .or(() -> recounts.isEmpty() ? Optional.empty() : Optional.of(recounts.getLast()));
  }

  /** The round that did end it, else the last one. */
  public Optional<RoundRecount> decided() {
    return recounts.stream()
        .filter(RoundRecount::passed)
        .findFirst()
        .or(() -> recounts.isEmpty() ? Optional.empty() : Optional.of(recounts.getLast()));
  }

  /** Whether the policy would have come to the same, in the same round. */
  public boolean same() {
    return deciding().equals(decided()) && deciding().map(RoundRecount::same).orElse(true);
  }
}
