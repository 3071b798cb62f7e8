package crossreview.session;

import crossreview.model.PromptRef;
import crossreview.model.Purpose;
import crossreview.model.event.RoundEvent;
import crossreview.model.event.SessionEvent;
import java.util.ArrayList;
import java.util.List;

/** Beginning and counting a round. */
final class DecideRound {
  private DecideRound() {}

  static List<SessionEvent> start(Session session, Command.StartRound c) {
    checkTurn(session);
    List<String> voters = Panel.voters(session);
    List<String> asked = c.calls().stream().map(Command.Reservation::peer).toList();
    List<String> shown = c.prompts().stream().map(PromptRef::peer).toList();
    boolean reviews = c.calls().stream().allMatch(call -> call.purpose() == Purpose.REVIEW);
    if (!voters.equals(asked) || !voters.equals(shown) || !reviews) {
      throw Refusals.conflict(
          "wrong_panel", "the voters are " + voters + ", asked are " + asked + ", shown " + shown);
    }
    int round = session.rounds().size() + 1;
    List<SessionEvent> events = new ArrayList<>();
    events.add(
        new RoundEvent.RoundStarted(
            round,
            session.current().sha256(),
            RoundEvent.RoundStarted.FULL,
            voters,
            c.prompts(),
            c.parts()));
    events.addAll(DecideCalls.reservations(session, c.calls(), round));
    return events;
  }

  private static void checkTurn(Session session) {
    if (!session.running()) {
      throw Refusals.notRunning();
    }
    if (session.cancelRequested()) {
      throw Refusals.conflict("cancel_requested", "the session is being cancelled");
    }
    DecideLife.checkLines(session);
    Run run = session.run();
    if (run.rounds() >= run.maxRounds()) {
      throw Refusals.exhausted("max_rounds", "run " + run.id() + " had its " + run.maxRounds());
    }
    boolean first = run.rounds() == 0;
    if (!first && session.rounds().getLast().completed() == null) {
      throw Refusals.conflict(
          "round_not_complete", "round " + session.rounds().size() + " is under way");
    }
    if (!first && session.rounds().getLast().artifact().equals(session.current().sha256())) {
      throw Refusals.conflict("nothing_new", "the panel has voted on exactly these bytes");
    }
    if (Panel.voters(session).size() < session.limits().floor()) {
      throw Refusals.exhausted("quorum_floor_not_met", "too few may vote");
    }
  }

  static List<SessionEvent> complete(Session session) {
    if (!session.running()) {
      throw Refusals.notRunning();
    }
    Round round = session.lastRound().orElse(null);
    if (session.run().rounds() == 0 || round == null || round.completed() != null) {
      throw Refusals.conflict("no_open_round", "no round is under way");
    }
    boolean open =
        session.calls().values().stream()
            .anyMatch(c -> c.round() == round.number() && c.state() == Call.State.RESERVED);
    if (open) {
      throw Refusals.conflict(
          "round_not_complete", "calls of round " + round.number() + " are open");
    }
    return List.of(Tally.of(session, round));
  }
}
