package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import crossreview.model.event.EventEnvelope;
import crossreview.model.event.SessionEvent;
import crossreview.model.policy.LimitName;
import crossreview.model.run.RunMode;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Samples;
import crossreview.time.TimestampFormat;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A run may take an hour here. */
class WallClockTest {
  private static final Instant START = Instant.parse("2030-01-01T12:00:00Z");
  private Session session = Session.empty(Samples.id());

  private static Instant minute(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  private void at(int minute, SessionCommand sessionCommand) {
    CommandDecision commandDecision = Decider.decide(session, sessionCommand);
    for (SessionEvent event :
        assertInstanceOf(CommandDecision.CommandAcceptance.class, commandDecision).events()) {
      String ts = TimestampFormat.format(minute(minute));
      session = session.apply(new EventEnvelope(session.seq() + 1, ts, "test", null), event);
    }
  }

  private void run() {
    at(0, Samples.open(RunMode.REVIEW));
    at(0, Samples.submit("text"));
    at(0, SessionScenario.startRun("r1", null, null));
  }

  private long left(int minute) {
    return session.wallClockLeft(minute(minute)).toMinutes();
  }

  @Test
  void itRunsDownFromTheStartOfTheRun() {
    run();

    assertEquals(60, left(0));
    assertEquals(-5, left(65));
  }

  @Test
  void aPauseDoesNotCountWhileItLastsAndAfterwards() {
    run();
    at(10, new SessionCommand.Pause(null));
    assertEquals(50, left(40));
    at(40, new SessionCommand.Resume());
    assertEquals(50, left(40));
    at(50, new SessionCommand.Pause(null));
    at(55, new SessionCommand.Resume());

    assertEquals(35, left(60));
  }

  @Test
  void aChangedLimitMovesTheEnd() {
    run();
    at(10, new SessionCommand.ChangeLimit(LimitName.WALL_CLOCK_MINUTES, "90", true));
    assertEquals(80, left(10));

    at(20, new SessionCommand.ChangeLimit(LimitName.WALL_CLOCK_MINUTES, "15", false));

    assertEquals(-5, left(20));
  }
}
