package crossreview.peer.seat;

import crossreview.model.Money;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.ReviewProblem;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.call.TokenUsage;
import crossreview.model.run.PanelMember;
import crossreview.peer.PeerException;
import crossreview.peer.PeerRequest;
import crossreview.peer.PeerResponse;
import crossreview.peer.ProgressListener;
import crossreview.time.Clock;
import crossreview.time.TimerService;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The open seats of a daemon. Any thread. */
public final class SeatRegistry {
  private final Clock clock;
  private final TimerService timerService;
  private final Map<String, OpenSeat> seats = new LinkedHashMap<>();

  public SeatRegistry(Clock clock, TimerService timerService) {
    this.clock = clock;
    this.timerService = timerService;
  }

  /**
   * A seat that waits for an answer.
   *
   * @param id of the seat: session and call
   * @param holder who claimed it; null while it is free
   */
  public record Seat(
      String id,
      PanelMember member,
      PeerRequest peerRequest,
      Instant deadline,
      @Nullable String holder) {}

  private record OpenSeat(
      Seat seat,
      Promise<PeerResponse> answer,
      TimerService.TimerHandle timer,
      ProgressListener progressListener) {}

  /** Opens a seat for a question; the future fails with {@code seat_expired} at its deadline. */
  Future<PeerResponse> openSeat(
      PanelMember member,
      PeerRequest peerRequest,
      Duration time,
      ProgressListener progressListener) {
    String id = peerRequest.session() + "." + peerRequest.call();
    Promise<PeerResponse> answer = Promise.promise();
    TimerService.TimerHandle timer = timerService.after(time, () -> answer.tryFail(expired(time)));
    Seat seat = new Seat(id, member, peerRequest, clock.now().plus(time), null);
    synchronized (this) {
      seats.put(id, new OpenSeat(seat, answer, timer, progressListener));
    }
    peerRequest.cancel().future().onSuccess(off -> answer.tryFail(cancelled()));
    progressListener.report("waits until seat " + id + " is claimed", 0);
    return answer.future().onComplete(end -> close(id));
  }

  private void close(String id) {
    OpenSeat openSeat;
    synchronized (this) {
      openSeat = seats.remove(id);
    }
    if (openSeat != null) {
      openSeat.timer().cancel();
    }
  }

  /** All of them, the oldest first. */
  public synchronized List<Seat> open() {
    return seats.values().stream().map(OpenSeat::seat).toList();
  }

  /** A seat. Refused with {@code seat_not_found}. */
  public synchronized Seat find(String id) {
    return held(id).seat();
  }

  /**
   * Takes a seat; the holder may do so again.
   *
   * @throws ProblemException {@code seat_taken} when another caller holds it
   */
  public Seat claim(String id, String who) {
    OpenSeat openSeat;
    Seat mine;
    synchronized (this) {
      openSeat = held(id);
      String holder = openSeat.seat().holder();
      if (holder != null && !holder.equals(who)) {
        throw taken(openSeat.seat());
      }
      mine = with(openSeat, who);
    }
    openSeat.progressListener().report(who + " has claimed the seat", 0);
    return mine;
  }

  /** Gives a seat back: others may claim it then. */
  public Seat release(String id, String who) {
    OpenSeat openSeat;
    Seat free;
    synchronized (this) {
      openSeat = own(id, who);
      free = with(openSeat, null);
    }
    openSeat.progressListener().report(who + " has released the seat", 0);
    return free;
  }

  /** Answers; the text is what a model would have said. */
  public void submit(String id, String who, String text) {
    OpenSeat openSeat;
    synchronized (this) {
      openSeat = own(id, who);
    }
    PeerResponse peerResponse =
        new PeerResponse(text, TokenUsage.NONE, Money.ZERO, who, "submitted");
    if (!openSeat.answer().tryComplete(peerResponse)) {
      throw new ProblemException(none(id));
    }
  }

  private Seat with(OpenSeat openSeat, @Nullable String who) {
    Seat was = openSeat.seat();
    Seat seat = new Seat(was.id(), was.member(), was.peerRequest(), was.deadline(), who);
    seats.put(
        was.id(),
        new OpenSeat(seat, openSeat.answer(), openSeat.timer(), openSeat.progressListener()));
    return seat;
  }

  private OpenSeat own(String id, String who) {
    OpenSeat openSeat = held(id);
    String holder = openSeat.seat().holder();
    if (holder == null) {
      throw ReviewProblem.SEAT_NOT_CLAIMED.exception("seat " + id + " is open; claim it first");
    }
    if (!holder.equals(who)) {
      throw taken(openSeat.seat());
    }
    return openSeat;
  }

  private OpenSeat held(String id) {
    OpenSeat openSeat = seats.get(id);
    if (openSeat == null) {
      throw new ProblemException(none(id));
    }
    return openSeat;
  }

  /** The refusal of a seat that is not there, or must look so. */
  public static ProblemException notFound(String id) {
    return new ProblemException(none(id));
  }

  private static Problem none(String id) {
    String shown = id.length() > 80 ? id.substring(0, 80) : id;
    return ReviewProblem.SEAT_NOT_FOUND.problem(
        "no seat \"" + shown + "\" waits for an answer; it may have been answered or have expired");
  }

  /** The refusal of a seat that somebody holds. */
  public static ProblemException taken(Seat seat) {
    return ReviewProblem.SEAT_TAKEN.exception(
        "seat " + seat.id() + " is held by " + seat.holder() + " until " + seat.deadline());
  }

  private static PeerException expired(Duration time) {
    String hint = "no answer within " + time.toSeconds() + " s";
    return failed(FailureClass.SEAT_EXPIRED, "seat_expired", hint);
  }

  private static PeerException cancelled() {
    return failed(FailureClass.CANCELLED, "cancelled", null);
  }

  private static PeerException failed(FailureClass failure, String code, @Nullable String hint) {
    return new PeerException(
        new PeerFailure(failure, code, CallPhase.TOTAL, false, CostCertainty.ZERO, hint));
  }
}
