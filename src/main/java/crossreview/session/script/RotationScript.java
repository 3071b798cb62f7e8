package crossreview.session.script;

import crossreview.model.call.CallPurpose;
import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.model.run.EndReason;
import crossreview.model.vote.TallyResult;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.Round;
import crossreview.session.Run;
import crossreview.session.Session;
import crossreview.session.rule.Oscillation;
import crossreview.session.script.NextStep.EndStep;
import crossreview.session.script.NextStep.WaitStep;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The script of a rotation: the next step of a state. */
final class RotationScript {
  /** A second one in a row is not an accident. */
  private static final int UNUSABLE_MAX = 2;

  private final Session session;
  private final int reasks;
  private final Supplier<List<String>> open;

  /**
   * @param open the calls under way
   */
  RotationScript(Session session, int reasks, Supplier<List<String>> open) {
    this.session = session;
    this.reasks = reasks;
    this.open = open;
  }

  NextStep next() {
    if (session.run().rounds() == 0) {
      return begin();
    }
    Round round = session.rounds().getLast();
    if (!round.counted()) {
      return within(round);
    }
    return after(round.completed()).<NextStep>map(endStep -> endStep).orElseGet(this::begin);
  }

  private NextStep begin() {
    return new NextStep.TurnStep(session.rounds().size() + 1, session.run().rotator());
  }

  private NextStep within(Round round) {
    String rotator = round.panel().getFirst();
    if (CallEligibility.of(session, rotator).refusal(CallPurpose.ROTATE, reasks).isEmpty()) {
      return new NextStep.RotatorStep(rotator);
    }
    List<String> calls = open.get();
    return calls.isEmpty() ? new NextStep.CountStep(round.number()) : new WaitStep(calls);
  }

  private Optional<EndStep> after(RoundCompleted count) {
    Run run = session.run();
    if (count.tally() == TallyResult.UNANIMOUS) {
      return Optional.of(agreed(run, count));
    }
    if (run.rotation().unusable() >= UNUSABLE_MAX) {
      String detail = UNUSABLE_MAX + " turns in a row returned nothing usable";
      return Optional.of(new EndStep(EndReason.NO_USABLE_REVISION, detail));
    }
    Oscillation oscillation = Oscillation.ofTurns(session);
    if (oscillation.isExcessive()) {
      return Optional.of(new EndStep(EndReason.OSCILLATION, oscillation.detail()));
    }
    if (run.rounds() >= run.maxRounds()) {
      String detail = run.rounds() + " turns, the last bytes were left unchanged by " + left(run);
      return Optional.of(new EndStep(EndReason.CIRCULAR_MAX_ROTATIONS_EXCEEDED, detail));
    }
    return Optional.empty();
  }

  private static String left(Run run) {
    return run.rotation().streak() + " of " + run.draw().size();
  }

  private EndStep agreed(Run run, RoundCompleted count) {
    if (run.callerStatus() != VerdictStatus.READY) {
      return new EndStep(
          EndReason.HANDED_BACK, "advice only: the caller says " + run.callerStatus());
    }
    if (!StopRules.settled(session)) {
      String open =
          session.findings().values().stream()
              .filter(session::blocks)
              .map(finding -> finding.opened().id())
              .findFirst()
              .orElse("");
      return new EndStep(EndReason.HANDED_BACK, "agreed, but finding " + open + " is open");
    }
    return new EndStep(EndReason.CIRCULAR_FULL_ROTATION_NO_CHANGE, count.reason());
  }
}
