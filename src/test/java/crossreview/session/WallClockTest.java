package crossreview.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import crossreview.model.LimitName;
import crossreview.model.Mode;
import crossreview.model.event.Envelope;
import crossreview.model.event.SessionEvent;
import crossreview.testkit.Samples;
import crossreview.time.Stamp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A run may take an hour here. */
class WallClockTest {
  private static final Instant START = Instant.parse("2030-01-01T12:00:00Z");
  private Session session = Session.none(Samples.id());

  private static Instant minute(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  private void at(int minute, Command command) {
    Decision decision = Decider.decide(session, command);
    for (SessionEvent event : assertInstanceOf(Decision.Accepted.class, decision).events()) {
      String ts = Stamp.of(minute(minute));
      session = session.apply(new Envelope(session.seq() + 1, ts, "test", null), event);
    }
  }

  private void run() {
    at(0, Samples.open(Mode.REVIEW));
    at(0, Samples.submit("text"));
    at(0, Play.startRun("r1", null, null));
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
    at(10, new Command.Pause(null));
    assertEquals(50, left(40));
    at(40, new Command.Resume());
    assertEquals(50, left(40));
    at(50, new Command.Pause(null));
    at(55, new Command.Resume());

    assertEquals(35, left(60));
  }

  @Test
  void aChangedLimitMovesTheEnd() {
    run();
    at(10, new Command.ChangeLimit(LimitName.WALL_CLOCK_MINUTES, "90", true));
    assertEquals(80, left(10));

    at(20, new Command.ChangeLimit(LimitName.WALL_CLOCK_MINUTES, "15", false));

    assertEquals(-5, left(20));
  }
}
