package crossreview.session.script;

import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.vote.RoundBlocker;
import crossreview.model.vote.TallyResult;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.LedgerFinding;
import crossreview.session.Round;
import crossreview.session.Run;
import crossreview.session.Session;
import crossreview.session.rule.FindingIdentity;
import crossreview.session.rule.Oscillation;
import crossreview.session.rule.Panel;
import crossreview.session.rule.Tally;
import crossreview.session.script.NextStep.EndStep;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When a run stops although it is not unanimous. */
public final class StopRules {
  private StopRules() {}

  /** Whether the run ends after its last round, whose count is in. */
  public static Optional<EndStep> after(Session session, RoundCompleted count) {
    Run run = session.run();
    if (nobodyLooked(count)) {
      return end(EndReason.NOTHING_TO_REVIEW, count.reason());
    }
    if (count.tally() == TallyResult.INCONCLUSIVE) {
      return end(EndReason.QUORUM_FLOOR_NOT_MET, count.reason());
    }
    if (count.tally() == TallyResult.UNANIMOUS || count.tally() == TallyResult.ACCEPTED) {
      return content(run, count);
    }
    Oscillation oscillation = Oscillation.of(session);
    if (run.mode() == RunMode.REVIEW) {
      return oscillation.now() && oscillation.isExcessive()
          ? end(EndReason.OSCILLATION, oscillation.detail())
          : end(EndReason.HANDED_BACK, count.reason());
    }
    if (oscillation.isExcessive()) {
      return end(EndReason.OSCILLATION, oscillation.detail());
    }
    if (spent(run, count)) {
      return end(EndReason.MAX_ROUNDS_WITHOUT_UNANIMITY, run.rounds() + " rounds, no unanimity");
    }
    return repairable(session, count) ? progress(session, count) : nothingToRepair(count);
  }

  /** Whether the run may not have another round after this count. */
  public static boolean spent(Run run, RoundCompleted count) {
    boolean onlyEvidence =
        !count.needsEvidence().isEmpty()
            && count.notReady().isEmpty()
            && count.rejected().isEmpty();
    return run.rounds() >= (onlyEvidence ? run.maxRoundsForEvidence() : run.maxRounds());
  }

  /** Whether all of the panel abstained: the artifact has nothing that concerns any of them. */
  private static boolean nobodyLooked(RoundCompleted count) {
    return count.tally() == TallyResult.INCONCLUSIVE
        && count.abstained() != null
        && count.excused().isEmpty()
        && count.ready().isEmpty()
        && count.notReady().isEmpty()
        && count.needsEvidence().isEmpty();
  }

  private static Optional<EndStep> content(Run run, RoundCompleted count) {
    if (run.callerStatus() != VerdictStatus.READY) {
      return end(EndReason.HANDED_BACK, "advice only: the caller says " + run.callerStatus());
    }
    return count.tally() == TallyResult.UNANIMOUS
        ? end(EndReason.UNANIMOUS_READY, null)
        : end(EndReason.ACCEPTED_BY_POLICY, count.reason());
  }

  /** An author can only answer a verdict or a finding, not a peer that failed. */
  private static boolean repairable(Session session, RoundCompleted count) {
    boolean findings = session.findings().values().stream().anyMatch(session::blocks);
    boolean raised = count.blockers().stream().anyMatch(b -> b.code().equals(Tally.NOT_DRY));
    return findings || raised || !count.notReady().isEmpty() || !count.needsEvidence().isEmpty();
  }

  private static Optional<EndStep> nothingToRepair(RoundCompleted count) {
    RoundBlocker first = count.blockers().isEmpty() ? null : count.blockers().getFirst();
    String who = first == null ? count.reason() : first.peer() + " (" + first.code() + ")";
    return end(EndReason.HANDED_BACK, "nothing for an author to fix: " + who);
  }

  /** The same obstacles before and after two revisions: a third one is not bought. */
  private static Optional<EndStep> progress(Session session, RoundCompleted count) {
    List<Round> rounds = session.rounds();
    int size = rounds.size();
    if (session.run().rounds() < 3 || session.run().revisions() < 2) {
      return Optional.empty();
    }
    Set<Object> now = blockers(session, count);
    boolean same =
        now.equals(blockers(session, rounds.get(size - 2)))
            && now.equals(blockers(session, rounds.get(size - 3)));
    return same
        ? end(EndReason.NO_PROGRESS, "the same blockers after two revisions")
        : Optional.empty();
  }

  /** Whether the last revision left exactly the obstacles that were there before it. */
  public static boolean stuck(Session session, RoundCompleted count) {
    List<Round> rounds = session.rounds();
    Run run = session.run();
    return run.rounds() >= 2
        && run.revisions() >= 1
        && after(session, count).isEmpty()
        && blockers(session, count)
            .equals(blockers(session, rounds.get(rounds.size() - 2).completed()));
  }

  private static Set<Object> blockers(Session session, Round round) {
    return blockers(session, round.completed());
  }

  private static Set<Object> blockers(Session session, RoundCompleted count) {
    Set<Object> obstacles = new HashSet<>();
    for (RoundBlocker roundBlocker : count.blockers()) {
      LedgerFinding finding = session.findings().get(roundBlocker.finding());
      obstacles.add(
          finding == null
              ? List.of(roundBlocker.peer(), roundBlocker.code())
              : FindingIdentity.of(finding.opened()));
    }
    return obstacles;
  }

  private static Optional<EndStep> end(EndReason endReason, @Nullable String detail) {
    return Optional.of(new EndStep(endReason, detail));
  }

  /**
   * Whether asking again could not change anything: everyone who would be asked has already voted
   * on exactly these bytes and this evidence, the panel was divided by votes alone, and no one
   * would revise them.
   *
   * @param draw the authors of the new run in the order of the draw, empty in review mode
   */
  public static boolean nothingNew(Session session, RunMode runMode, List<String> draw) {
    Round last = session.lastRound().orElse(null);
    if (last == null || !last.counted() || runMode == RunMode.CIRCULAR) {
      return false;
    }
    List<String> voters =
        Panel.counted(session, Panel.voters(session, draw.isEmpty() ? null : draw.getFirst()));
    return !session.supplement().news()
        && last.beginning().unframed().isEmpty()
        && nobodyRevises(session.run().ended().reason(), runMode)
        && last.artifact().equals(session.current().sha256())
        && last.completed().tally() == TallyResult.DIVIDED
        && Panel.counted(session, last.panel()).stream().allMatch(last::spoke)
        && voters.stream().allMatch(last::spoke);
  }

  private static boolean nobodyRevises(EndReason before, RunMode runMode) {
    return runMode == RunMode.REVIEW
        || before == EndReason.NOTHING_NEW
        || before == EndReason.NO_PROGRESS
        || before == EndReason.OSCILLATION
        || before == EndReason.NO_USABLE_REVISION;
  }

  /** Whether no blocking finding of an earlier run is open. */
  public static boolean settled(Session session) {
    return session.run().mode() == RunMode.CIRCULAR
        && session.findings().values().stream().noneMatch(session::blocks);
  }
}
