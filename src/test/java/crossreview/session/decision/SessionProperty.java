package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.event.EventCatalog;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.RoundEvent;
import crossreview.model.event.RunEvent;
import crossreview.model.event.SessionEvent;
import crossreview.model.policy.PolicyRules;
import crossreview.model.run.EndReason;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.analysis.PolicySimulation;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.CommandGenerator;
import crossreview.testkit.Invariants;
import crossreview.testkit.Samples;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is commanded, in whatever order: what holds for every session. */
class SessionProperty {
  private static final int COMMANDS = 250;

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  private record Line(EventEnvelope envelope, SessionEvent event) {}

  /** A random life of a session, with what the checks of this class want to see. */
  private static final class Life {
    final List<Line> lines = new ArrayList<>();
    final List<Session> states = new ArrayList<>();
    Session session = Session.empty(Samples.id());

    Life(long seed) {
      CommandGenerator commandGenerator = new CommandGenerator(seed);
      for (int i = 0; i < COMMANDS; i++) {
        take(
            Decider.decide(session, commandGenerator.next(session)),
            "k" + i % 90 + "~0123456789abcdef");
      }
    }

    private void take(CommandDecision commandDecision, String cmd) {
      if (commandDecision instanceof CommandDecision.CommandAcceptance commandAcceptance) {
        for (SessionEvent event : commandAcceptance.events()) {
          EventEnvelope eventEnvelope =
              new EventEnvelope(session.seq() + 1, SessionScenario.TS, "test", cmd);
          lines.add(new Line(eventEnvelope, event));
          session = session.apply(eventEnvelope, event);
        }
        states.add(session);
      }
    }
  }

  @Test
  void theGeneratedLivesSeeEveryKindOfEvent() {
    Set<String> seen = new TreeSet<>(List.of("epoch.opened", "journal.tail_dropped"));

    seeds().forEach(seed -> new Life(seed).lines.forEach(line -> seen.add(line.event().type())));

    Set<String> all = new TreeSet<>(EventCatalog.names());
    all.remove("preflight.checked"); // a review makes it before it begins
    all.removeIf(type -> type.startsWith("imported."));
    all.remove("session.imported"); // only in sessions from elsewhere, which live no life here
    assertEquals(all, seen);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void replayingTheEventsGivesTheLiveState(long seed) {
    Life life = new Life(seed);

    Session replayed = Session.empty(life.session.id());
    for (Line line : life.lines) {
      replayed = replayed.apply(line.envelope(), line.event());
    }

    assertEquals(life.session, replayed);
    assertEquals(
        List.copyOf(life.session.calls().keySet()), List.copyOf(replayed.calls().keySet()));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void countedOnceMoreUnderItsOwnPolicyEveryRoundIsWhatWasRecorded(long seed) {
    Life life = new Life(seed);
    PolicyRules own = life.session.exists() ? life.session.policy().rules() : null;

    PolicySimulation replay = new PolicySimulation(Session.empty(life.session.id()), own);
    life.lines.forEach(line -> replay.line(line.envelope(), line.event()));

    assertTrue(replay.same());
    replay.recounts().forEach(r -> assertEquals(r.recorded(), r.under()));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noCommandsLeadToAnImpossibleState(long seed) {
    Life life = new Life(seed);

    life.states.forEach(Invariants::check);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void votesStayAsTheyWereGiven(long seed) {
    Life life = new Life(seed);

    for (int i = 1; i < life.states.size(); i++) {
      List<Round> before = life.states.get(i - 1).rounds();
      List<Round> after = life.states.get(i).rounds();
      for (int r = 0; r < before.size(); r++) {
        assertTrue(after.get(r).votes().entrySet().containsAll(before.get(r).votes().entrySet()));
        boolean counted = before.get(r).counted();
        assertTrue(!counted || before.get(r).equals(after.get(r)), "a counted round changed");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nobodyVotesAfterWriting(long seed) {
    Life life = new Life(seed);

    Set<String> authors = new HashSet<>();
    for (Line line : life.lines) {
      if (line.event() instanceof RunEvent.DraftRevised draft) {
        authors.add(draft.author());
      }
      if (line.event() instanceof RoundEvent.BallotCast ballot) {
        assertTrue(!authors.contains(ballot.peer()), ballot.peer() + " voted on own work");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aClosedSessionTakesNothingButTheAppendix(long seed) {
    Life life = new Life(seed);
    if (!life.session.closed()) {
      SessionCommand cancel = new SessionCommand.RequestCancel("end");
      life.take(Decider.decide(life.session, cancel), null);
      life.take(
          Decider.decide(life.session, new SessionCommand.EndRun(EndReason.WALL_CLOCK, null)),
          null);
    }
    Session closed = life.session;
    assertTrue(closed.closed());

    CommandGenerator commandGenerator = new CommandGenerator(seed + 1);
    for (int i = 0; i < COMMANDS; i++) {
      CommandDecision commandDecision = Decider.decide(closed, commandGenerator.any(closed));
      if (commandDecision instanceof CommandDecision.CommandAcceptance commandAcceptance) {
        commandAcceptance
            .events()
            .forEach(e -> assertInstanceOf(LifecycleEvent.AppendixNoted.class, e));
      }
    }
  }
}
