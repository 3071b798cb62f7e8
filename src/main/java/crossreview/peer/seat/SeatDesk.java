package crossreview.peer.seat;

import crossreview.model.Money;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.call.TokenUsage;
import crossreview.model.run.PanelMember;
import crossreview.peer.Ask;
import crossreview.peer.PeerFailed;
import crossreview.peer.Progress;
import crossreview.peer.Reply;
import crossreview.time.Clock;
import crossreview.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The open seats of a daemon. Any thread. */
public final class SeatDesk {
  private final Clock clock;
  private final Timers timers;
  private final Map<String, Held> seats = new LinkedHashMap<>();

  public SeatDesk(Clock clock, Timers timers) {
    this.clock = clock;
    this.timers = timers;
  }

  /**
   * A seat that waits for an answer.
   *
   * @param id of the seat: session and call
   * @param holder who claimed it, or null
   */
  public record Seat(String id, PanelMember member, Ask ask, Instant deadline, String holder) {}

  private record Held(Seat seat, Promise<Reply> answer, Timers.Cancel timer, Progress progress) {}

  /** Opens a seat for a question; the future fails with {@code seat_expired} at its deadline. */
  Future<Reply> offer(PanelMember member, Ask ask, Duration time, Progress progress) {
    String id = ask.session() + "." + ask.call();
    Promise<Reply> answer = Promise.promise();
    Timers.Cancel timer = timers.after(time, () -> answer.tryFail(expired(time)));
    Seat seat = new Seat(id, member, ask, clock.now().plus(time), null);
    synchronized (this) {
      seats.put(id, new Held(seat, answer, timer, progress));
    }
    ask.cancel().future().onSuccess(off -> answer.tryFail(cancelled()));
    progress.report("waits for somebody to claim seat " + id, 0);
    return answer.future().onComplete(end -> close(id));
  }

  private void close(String id) {
    Held held;
    synchronized (this) {
      held = seats.remove(id);
    }
    if (held != null) {
      held.timer().cancel();
    }
  }

  /** All of them, the oldest first. */
  public synchronized List<Seat> open() {
    return seats.values().stream().map(Held::seat).toList();
  }

  /** A seat. Refused with {@code seat_not_found}. */
  public synchronized Seat find(String id) {
    return held(id).seat();
  }

  /**
   * Takes a seat; the holder may do so again.
   *
   * @throws ProblemException {@code seat_taken} when somebody else has it
   */
  public Seat claim(String id, String who) {
    Held held;
    Seat mine;
    synchronized (this) {
      held = held(id);
      String holder = held.seat().holder();
      if (holder != null && !holder.equals(who)) {
        throw taken(held.seat());
      }
      mine = with(held, who);
    }
    held.progress().report(who + " has claimed the seat", 0);
    return mine;
  }

  /** Gives a seat back: others may claim it then. */
  public Seat giveBack(String id, String who) {
    Held held;
    Seat free;
    synchronized (this) {
      held = own(id, who);
      free = with(held, null);
    }
    held.progress().report(who + " has given the seat back", 0);
    return free;
  }

  /** Answers; the text is what a model would have said. */
  public void submit(String id, String who, String text) {
    Held held;
    synchronized (this) {
      held = own(id, who);
    }
    Reply reply = new Reply(text, TokenUsage.NONE, Money.ZERO, who, "submitted");
    if (!held.answer().tryComplete(reply)) {
      throw new ProblemException(none(id));
    }
  }

  private Seat with(Held held, String who) {
    Seat was = held.seat();
    Seat seat = new Seat(was.id(), was.member(), was.ask(), was.deadline(), who);
    seats.put(was.id(), new Held(seat, held.answer(), held.timer(), held.progress()));
    return seat;
  }

  private Held own(String id, String who) {
    Held held = held(id);
    if (held.seat().holder() == null) {
      throw new ProblemException(
          new Problem.Conflict("seat_not_claimed", "seat " + id + " is open; claim it first"));
    }
    if (!held.seat().holder().equals(who)) {
      throw taken(held.seat());
    }
    return held;
  }

  private Held held(String id) {
    Held held = seats.get(id);
    if (held == null) {
      throw new ProblemException(none(id));
    }
    return held;
  }

  /** The refusal of a seat that is not there, or must look so. */
  public static ProblemException notFound(String id) {
    return new ProblemException(none(id));
  }

  private static Problem none(String id) {
    String shown = id.length() > 80 ? id.substring(0, 80) : id;
    return Problem.notFound(
        "seat_not_found",
        "no seat \"" + shown + "\" waits for an answer; it may be answered or over");
  }

  private static ProblemException taken(Seat seat) {
    return new ProblemException(
        new Problem.Conflict(
            "seat_taken",
            "seat " + seat.id() + " is held by " + seat.holder() + " until " + seat.deadline()));
  }

  private static PeerFailed expired(Duration time) {
    String hint = "nobody answered within " + time.toSeconds() + " s";
    return failed(FailureClass.SEAT_EXPIRED, "seat_expired", hint);
  }

  private static PeerFailed cancelled() {
    return failed(FailureClass.CANCELLED, "cancelled", null);
  }

  private static PeerFailed failed(FailureClass failure, String code, String hint) {
    return new PeerFailed(
        new PeerFailure(failure, code, CallPhase.TOTAL, false, CostCertainty.ZERO, hint), null);
  }
}
