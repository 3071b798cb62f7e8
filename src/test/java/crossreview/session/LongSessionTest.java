package crossreview.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.Purpose;
import crossreview.model.Reason;
import crossreview.model.Status;
import crossreview.model.event.Envelope;
import crossreview.model.event.SessionEvent;
import crossreview.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LongSessionTest {
  private static final int EVENTS = 100_000;
  private static final String SEED = Play.seed("rex", "sam");

  /** Twenty seconds on the slowest machine; copying one long map an event takes minutes. */
  @Test
  @Timeout(20)
  void aHundredThousandEventsAreReplayedInLinearTime() {
    List<SessionEvent> events = history();

    Session session = Session.none(Samples.id());
    for (SessionEvent event : events) {
      Envelope envelope = new Envelope(session.seq() + 1, Play.TS, "test", null);
      session = session.apply(envelope, event);
    }

    assertEquals(events.size(), session.seq());
    assertTrue(session.calls().size() > 20_000);
  }

  /** Run after run: a round with one objection that stays open, a draft, and the clock runs out. */
  private static List<SessionEvent> history() {
    List<SessionEvent> events = new ArrayList<>();
    Play play = new Play();
    Limits limits = new Limits(2, 2, 60, null, 10_000_000, 10_000);
    events.addAll(play.does(Samples.open(Mode.SHIP, Samples.panel(), limits)));
    for (int i = 0; events.size() < EVENTS; i++) {
      events.addAll(play.does(Samples.submit("text " + i)));
      events.addAll(play.does(new Command.StartRun("r" + i, null, null, Status.READY, SEED)));
      events.addAll(play.does(Play.startRound(List.of("ada", "bob", "cy"))));
      events.addAll(play.vote("ada", Samples.notReady("no end")));
      events.addAll(play.vote("bob", Samples.ready()));
      events.addAll(play.vote("cy", Samples.ready()));
      events.addAll(play.does(new Command.CompleteRound()));
      Command draft = new Command.Reserve(Play.reservation("rex", Purpose.REVISE));
      events.addAll(play.does(draft));
      Use revision = new Use.Revision(Samples.artifact("draft " + i), List.of());
      events.addAll(play.does(play.settle("rex", revision)));
      events.addAll(play.does(new Command.EndRun(Reason.WALL_CLOCK, null)));
    }
    return events;
  }
}
