package crossreview.session;

import crossreview.model.Purpose;
import crossreview.model.Reason;
import crossreview.model.Status;
import crossreview.model.TallyResult;
import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.session.NextStep.AwaitCalls;
import crossreview.session.NextStep.End;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The script of a rotation: the next step of a state. */
final class Turns {
  /** A second one in a row is no accident. */
  private static final int UNUSABLE_MAX = 2;

  private final Session session;
  private final int reasks;
  private final Supplier<List<String>> open;

  /**
   * @param open the calls under way
   */
  Turns(Session session, int reasks, Supplier<List<String>> open) {
    this.session = session;
    this.reasks = reasks;
    this.open = open;
  }

  NextStep next() {
    if (session.run().rounds() == 0) {
      return begin();
    }
    Round round = session.rounds().getLast();
    if (round.completed() == null) {
      return within(round);
    }
    return after(round.completed()).<NextStep>map(end -> end).orElseGet(this::begin);
  }

  private NextStep begin() {
    return new NextStep.BeginTurn(session.rounds().size() + 1, session.run().rotator());
  }

  private NextStep within(Round round) {
    String rotator = round.panel().getFirst();
    Asked asked = Asked.of(session, rotator);
    Optional<Call> unread = asked.unreadTurn();
    if (unread.isPresent() && !round.decided(rotator)) {
      return new NextStep.ReadAnswer(unread.get().id());
    }
    if (asked.refusal(Purpose.ROTATE, reasks).isEmpty()) {
      return new NextStep.AskRotator(rotator);
    }
    List<String> calls = open.get();
    return calls.isEmpty() ? new NextStep.CountRound(round.number()) : new AwaitCalls(calls);
  }

  private Optional<End> after(RoundCompleted count) {
    Run run = session.run();
    if (count.tally() == TallyResult.UNANIMOUS) {
      return Optional.of(agreed(run, count));
    }
    if (run.rotation().unusable() >= UNUSABLE_MAX) {
      String detail = UNUSABLE_MAX + " turns in a row gave nothing usable";
      return Optional.of(new End(Reason.NO_USABLE_REVISION, detail));
    }
    if (run.rounds() >= run.maxRounds()) {
      String detail = run.rounds() + " turns, the last bytes were left alone by " + left(run);
      return Optional.of(new End(Reason.CIRCULAR_MAX_ROTATIONS_EXCEEDED, detail));
    }
    return Optional.empty();
  }

  private static String left(Run run) {
    return run.rotation().streak() + " of " + run.draw().size();
  }

  private End agreed(Run run, RoundCompleted count) {
    if (run.callerStatus() != Status.READY) {
      return new End(Reason.HANDED_BACK, "advice only: the caller says " + run.callerStatus());
    }
    if (!StopRules.settled(session)) {
      String open =
          session.findings().values().stream()
              .filter(session::blocks)
              .map(finding -> finding.opened().id())
              .findFirst()
              .orElse("");
      return new End(Reason.HANDED_BACK, "agreed, but finding " + open + " is open");
    }
    return new End(Reason.CIRCULAR_FULL_ROTATION_NO_CHANGE, count.reason());
  }
}
