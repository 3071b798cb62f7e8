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
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class LongSessionTest {
  private static final int EVENTS = 100_000;
  private static final String SEED = SessionScenario.seed("rex", "sam");

  /**
   * Of processor time, so that nothing else on the machine counts; copying a long map takes more.
   */
  private static final Duration PROCESSOR_TIME_MAX = Duration.ofSeconds(60);

  @Test
  void aHundredThousandEventsAreReplayedInLinearTime() {
    long started = processorNanos();
    List<SessionEvent> events = history();

    Session session = Session.empty(Samples.id());
    for (SessionEvent event : events) {
      EventEnvelope eventEnvelope =
          new EventEnvelope(session.seq() + 1, SessionScenario.TS, "test", null);
      session = session.apply(eventEnvelope, event);
    }

    assertEquals(events.size(), session.seq());
    assertTrue(session.calls().size() > 20_000);
    Duration used = Duration.ofNanos(processorNanos() - started);
    assertTrue(used.compareTo(PROCESSOR_TIME_MAX) < 0, used.toString());
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
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
