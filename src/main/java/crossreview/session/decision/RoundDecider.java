package crossreview.session.decision;

import crossreview.model.CarriedParts;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.PromptRef;
import crossreview.model.call.PromptSection;
import crossreview.model.event.RoundEvent;
import crossreview.model.event.SessionEvent;
import crossreview.session.LedgerCall;
import crossreview.session.Round;
import crossreview.session.Run;
import crossreview.session.Session;
import crossreview.session.command.CallReservation;
import crossreview.session.command.SessionCommand;
import crossreview.session.rule.DeltaRules;
import crossreview.session.rule.FramingRules;
import crossreview.session.rule.Panel;
import crossreview.session.rule.Tally;
import crossreview.session.script.JudgePass;
import crossreview.session.script.StopRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Beginning and counting a round. */
final class RoundDecider {
  private RoundDecider() {}

  static List<SessionEvent> start(Session session, SessionCommand.StartRound c) {
    checkTurn(session);
    List<String> voters = Panel.voters(session);
    List<String> asked = asked(c.calls());
    List<String> shown = c.prompts().stream().map(PromptRef::peer).toList();
    boolean reviews = c.calls().stream().allMatch(call -> call.purpose() == CallPurpose.REVIEW);
    if (!voters.equals(asked) || !voters.equals(shown) || !reviews) {
      throw CommandProblems.wrongPanel(voters, asked, shown);
    }
    c.calls().forEach(call -> checkCarried(session, call));
    boolean delta = c.calls().stream().anyMatch(call -> carriedFrom(call) != null);
    int round = session.rounds().size() + 1;
    List<SessionEvent> events = new ArrayList<>();
    events.add(
        new RoundEvent.RoundStarted(
            round,
            session.current().sha256(),
            delta ? RoundEvent.RoundStarted.DELTA : RoundEvent.RoundStarted.FULL,
            voters,
            c.prompts(),
            c.parts(),
            c.scope(),
            FramingRules.unframed(session, voters),
            c.returned()));
    events.addAll(CallDecider.reservations(session, c.calls(), round));
    return events;
  }

  /** Hunks are carried over from the round that the rules name, and from no other. */
  private static void checkCarried(Session session, CallReservation call) {
    CarriedParts carried = carriedFrom(call);
    if (carried != null) {
      Optional<Integer> basis =
          DeltaRules.basis(session, call.peer(), call.model()).map(Round::number);
      if (!basis.equals(Optional.of(carried.round()))) {
        throw CommandProblems.notCarried(call.peer(), carried.round(), basis);
      }
    }
  }

  private static @Nullable CarriedParts carriedFrom(CallReservation call) {
    return call.section() == null ? null : call.section().carriedFrom();
  }

  /** Each peer that is asked about everything, or in turn about each of its sections. */
  private static List<String> asked(List<CallReservation> calls) {
    List<String> asked = new ArrayList<>();
    int expected = 0; // the number of the next section, 0 when the last one is complete
    for (CallReservation call : calls) {
      PromptSection section = call.section();
      int number = section == null ? 0 : section.number();
      boolean follows = expected == 0 ? number <= 1 : number == expected;
      boolean same = expected == 0 || call.peer().equals(asked.getLast());
      if (!follows || !same) {
        return List.of(); // no panel is asked so
      }
      if (expected == 0) {
        asked.add(call.peer());
      }
      expected = section == null || number == section.of() ? 0 : number + 1;
    }
    return expected == 0 ? asked : List.of();
  }

  private static void checkTurn(Session session) {
    RunDecider.checkGoesOn(session);
    if (!session.run().mode().votes()) {
      throw CommandProblems.wrongMode(session.run().mode());
    }
    if (JudgePass.of(session).isPresent()) {
      throw CommandProblems.callsOpen(open(session));
    }
    boolean last = DeltaRules.finalRoundDue(session);
    if (spent(session) && !last) {
      throw CommandProblems.roundsSpent(session.run());
    }
    if (session.run().rounds() > 0 && !last) {
      checkRevised(session, session.rounds().getLast());
    }
    int voters = Panel.counted(session, Panel.voters(session)).size();
    if (voters < session.limits().floor()) {
      throw CommandProblems.floor(voters, session.limits().floor());
    }
  }

  private static boolean spent(Session session) {
    Run run = session.run();
    return run.rounds() > 0 && session.rounds().getLast().counted()
        ? StopRules.spent(run, session.rounds().getLast().completed())
        : run.rounds() >= run.maxRounds();
  }

  /** A later round of a run is about other bytes than the one before, and nothing is under way. */
  private static void checkRevised(Session session, Round last) {
    List<String> open = open(session);
    if (!last.counted()) {
      throw CommandProblems.roundOpen(last.number(), open);
    }
    if (last.artifact().equals(session.current().sha256())) {
      throw CommandProblems.nothingNew();
    }
    if (!open.isEmpty()) {
      throw CommandProblems.callsOpen(open);
    }
  }

  private static List<String> open(Session session) {
    return session.openCalls().stream().map(LedgerCall::id).toList();
  }

  static List<SessionEvent> complete(Session session, SessionCommand.CompleteRound c) {
    if (!session.running()) {
      throw CommandProblems.notRunning();
    }
    Round round = session.lastRound().orElse(null);
    if (session.run().rounds() == 0 || round == null || round.counted()) {
      throw CommandProblems.noOpenRound();
    }
    List<String> open = open(session);
    if (!open.isEmpty()) {
      throw CommandProblems.roundOpen(round.number(), open);
    }
    if (round.turn()) {
      return List.of(RotationDecider.lost(session, round));
    }
    RoundEvent.RoundCompleted count =
        Tally.of(session, round).with(c.independence()).covering(c.coverage());
    List<SessionEvent> events = new ArrayList<>();
    events.add(count);
    RunDecider.nextAuthor(session, count).ifPresent(events::add);
    return events;
  }
}
