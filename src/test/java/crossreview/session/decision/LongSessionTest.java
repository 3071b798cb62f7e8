package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.call.CallPurpose;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.SessionEvent;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.Session;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("long")
class LongSessionTest {
  private static final int EVENTS = 100_000;
  private static final String SEED = SessionScenario.seed("rex", "sam");

  /** Twenty seconds on the slowest machine; copying one long map an event takes minutes. */
  @Test
  @Timeout(20)
  void aHundredThousandEventsAreReplayedInLinearTime() {
    List<SessionEvent> events = history();

    Session session = Session.empty(Samples.id());
    for (SessionEvent event : events) {
      EventEnvelope eventEnvelope =
          new EventEnvelope(session.seq() + 1, SessionScenario.TS, "test", null);
      session = session.apply(eventEnvelope, event);
    }

    assertEquals(events.size(), session.seq());
    assertTrue(session.calls().size() > 20_000);
  }

  /** Run after run: a round with one objection that stays open, a draft, and the clock runs out. */
  private static List<SessionEvent> history() {
    List<SessionEvent> events = new ArrayList<>();
    SessionScenario sessionScenario = new SessionScenario();
    ReviewLimits reviewLimits = new ReviewLimits(2, 2, 60, null, 10_000_000, 10_000);
    events.addAll(sessionScenario.does(Samples.open(RunMode.SHIP, Samples.panel(), reviewLimits)));
    for (int i = 0; events.size() < EVENTS; i++) {
      events.addAll(sessionScenario.does(Samples.submit("text " + i)));
      events.addAll(
          sessionScenario.does(
              new SessionCommand.StartRun("r" + i, null, null, VerdictStatus.READY, SEED)));
      events.addAll(sessionScenario.does(SessionScenario.startRound(List.of("ada", "bob", "cy"))));
      events.addAll(sessionScenario.vote("ada", Samples.notReady("no end")));
      events.addAll(sessionScenario.vote("bob", Samples.ready()));
      events.addAll(sessionScenario.vote("cy", Samples.ready()));
      events.addAll(sessionScenario.does(new SessionCommand.CompleteRound()));
      SessionCommand draft =
          new SessionCommand.Reserve(SessionScenario.reservation("rex", CallPurpose.REVISE));
      events.addAll(sessionScenario.does(draft));
      AnswerMeaning revision =
          new AnswerMeaning.RevisionAnswer(Samples.artifact("draft " + i), List.of());
      events.addAll(sessionScenario.does(sessionScenario.settle("rex", revision)));
      events.addAll(sessionScenario.does(new SessionCommand.EndRun(EndReason.WALL_CLOCK, null)));
    }
    return events;
  }
}
