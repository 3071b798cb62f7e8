package crossreview.session;

import crossreview.model.Independence;
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
    List<String> asked = c.calls().stream().map(Reservation::peer).toList();
    List<String> shown = c.prompts().stream().map(PromptRef::peer).toList();
    boolean reviews = c.calls().stream().allMatch(call -> call.purpose() == Purpose.REVIEW);
    if (!voters.equals(asked) || !voters.equals(shown) || !reviews) {
      throw Refusals.wrongPanel(voters, asked, shown);
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
    DecideRun.checkGoesOn(session);
    if (!session.run().mode().votes()) {
      throw Refusals.wrongMode(session.run().mode());
    }
    if (Bench.of(session).isPresent()) {
      throw Refusals.callsOpen(open(session));
    }
    if (session.run().rounds() >= session.run().maxRounds()) {
      throw Refusals.roundsSpent(session.run());
    }
    if (session.run().rounds() > 0) {
      checkRevised(session, session.rounds().getLast());
    }
    int voters = Panel.voters(session).size();
    if (voters < session.limits().floor()) {
      throw Refusals.floor(voters, session.limits().floor());
    }
  }

  /** A later round of a run is about other bytes than the one before, and nothing is under way. */
  private static void checkRevised(Session session, Round last) {
    List<String> open = open(session);
    if (last.completed() == null) {
      throw Refusals.roundOpen(last.number(), open);
    }
    if (last.artifact().equals(session.current().sha256())) {
      throw Refusals.nothingNew();
    }
    if (!open.isEmpty()) {
      throw Refusals.callsOpen(open);
    }
  }

  private static List<String> open(Session session) {
    return session.openCalls().stream().map(Call::id).toList();
  }

  static List<SessionEvent> complete(Session session, Independence independence) {
    if (!session.running()) {
      throw Refusals.notRunning();
    }
    Round round = session.lastRound().orElse(null);
    if (session.run().rounds() == 0 || round == null || round.completed() != null) {
      throw Refusals.noOpenRound();
    }
    List<String> open = open(session);
    if (!open.isEmpty()) {
      throw Refusals.roundOpen(round.number(), open);
    }
    if (round.turn()) {
      return List.of(DecideTurn.lost(session, round));
    }
    RoundEvent.RoundCompleted count = Tally.of(session, round).with(independence);
    List<SessionEvent> events = new ArrayList<>();
    events.add(count);
    DecideRun.nextAuthor(session, count).ifPresent(events::add);
    return events;
  }
}
