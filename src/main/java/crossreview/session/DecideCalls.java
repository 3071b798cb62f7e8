package crossreview.session;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.PeerFailure;
import crossreview.model.Purpose;
import crossreview.model.event.CallEvent;
import crossreview.model.event.NoteEvent;
import crossreview.model.event.RoundEvent;
import crossreview.model.event.SessionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The ledger: reserving calls and settling them. */
final class DecideCalls {
  private DecideCalls() {}

  static List<SessionEvent> reserve(Session session, Command.Reserve c) {
    DecideRun.checkGoesOn(session);
    if (session.run().rounds() == 0) {
      throw Refusals.noOpenRound();
    }
    if (Bench.of(session).isPresent()) {
      throw Refusals.notItsTurn(c.call(), "judges are asked");
    }
    checkTurn(session, c.call());
    return reservations(session, List.of(c.call()), session.rounds().size());
  }

  private static void checkTurn(Session session, Reservation call) {
    Optional<String> why = Asked.of(session, call.peer()).refusal(call.purpose(), Asked.REASKS);
    if (why.isEmpty() && call.purpose() == Purpose.REVISE) {
      why =
          StopRules.after(session, session.rounds().getLast().completed())
              .map(end -> "the run ends, " + end.reason().word());
    }
    if (why.isPresent()) {
      throw Refusals.notItsTurn(call, why.get());
    }
  }

  static List<SessionEvent> reservations(Session session, List<Reservation> calls, int round) {
    checkMoney(session, calls);
    List<SessionEvent> events = new ArrayList<>();
    int next = session.calls().size() + 1;
    for (Reservation call : calls) {
      events.add(
          new CallEvent.CallReserved(
              "c" + next++,
              call.peer(),
              round,
              call.purpose(),
              call.ceiling(),
              call.model(),
              call.attemptsMax(),
              call.finding()));
    }
    return events;
  }

  private static void checkMoney(Session session, List<Reservation> calls) {
    Money wanted = calls.stream().map(Reservation::ceiling).reduce(Money.ZERO, Money::plus);
    if (wanted.equals(Money.ZERO)) {
      return;
    }
    Money limit = session.limits().sessionUsd();
    if (limit == null || session.ledger().committed().plus(wanted).compareTo(limit) > 0) {
      throw Refusals.budget(session.ledger(), wanted, limit);
    }
  }

  static List<SessionEvent> settle(Session session, Command.Settle c) {
    Call call = open(session, c.call());
    AnswerFacts a = c.answered();
    List<SessionEvent> events = new ArrayList<>();
    events.add(
        new CallEvent.CallSettled(
            call.id(),
            a.answer(),
            a.usage(),
            a.cost(),
            a.latencyMs(),
            a.attempts(),
            a.modelReported(),
            a.finish()));
    events.addAll(meaning(session, call, a.answer().sha256(), c.use()));
    return events;
  }

  static List<SessionEvent> use(Session session, Command.UseAnswer c) {
    Call call = session.calls().get(c.call());
    if (call == null || !call.unread()) {
      throw Refusals.nothingUnread(c.call());
    }
    return meaning(session, call, call.answer().sha256(), c.use());
  }

  private static List<SessionEvent> meaning(Session session, Call call, Digest answer, Use use) {
    return switch (use) {
      case Use.Unread u -> {
        boolean later = call.purpose() == Purpose.REVIEW || call.purpose() == Purpose.JUDGE;
        check(call, later, "be left unread");
        yield List.of();
      }
      case Use.Ballot b -> {
        check(call, call.purpose().votes(), "be a vote");
        yield Ballots.cast(session, call, answer, b);
      }
      case Use.Turn t -> {
        check(call, call.purpose() == Purpose.ROTATE, "be a turn");
        yield DecideTurn.turned(session, call, t);
      }
      case Use.UnusableDraft u when call.purpose() == Purpose.ROTATE ->
          DecideTurn.unusable(session, call, u.reason());
      case Use.Revision r -> {
        check(call, call.purpose() == Purpose.REVISE, "be a revision");
        yield Drafts.revised(session, call, r);
      }
      case Use.UnusableDraft u -> {
        check(call, call.purpose() == Purpose.REVISE, "be a draft");
        yield Drafts.refused(session, call, u.reason());
      }
    };
  }

  private static void check(Call call, boolean fits, String what) {
    if (!fits) {
      throw Refusals.wrongUse(call, what);
    }
  }

  static List<SessionEvent> fail(Session session, Command.Fail c) {
    Call call = open(session, c.call());
    PeerFailure failure = c.failure();
    List<SessionEvent> events = new ArrayList<>();
    events.add(
        new CallEvent.CallFailed(
            call.id(),
            failure.failureClass(),
            failure.failureCode(),
            failure.phase(),
            failure.retryable(),
            c.attempts(),
            failure.spend(),
            booked(call, c),
            c.answer(),
            failure.hint()));
    Round round = session.rounds().getLast();
    boolean decides = round.completed() == null && !round.decided(call.peer());
    if (decides && call.purpose() == Purpose.REVIEW && failure.excuses()) {
      events.add(new RoundEvent.PeerExcused(round.number(), call.peer(), failure.failureClass()));
    }
    return events;
  }

  /** What is not known is booked at the ceiling. */
  private static Money booked(Call call, Command.Fail c) {
    return switch (c.failure().spend()) {
      case ZERO -> Money.ZERO;
      case EXACT -> Objects.requireNonNull(c.cost(), "a failure of exact spend has a cost");
      case UNKNOWN -> call.ceiling();
    };
  }

  static List<SessionEvent> release(Session session, Command.Release c) {
    Call call = open(session, c.call());
    return List.of(new CallEvent.CallReleased(call.id(), c.reason()));
  }

  static List<SessionEvent> claimed(Session session, Command.NoteClaim c) {
    open(session, c.call());
    return List.of(new NoteEvent.SeatClaimed(c.seat(), c.holder(), c.deadline()));
  }

  static List<SessionEvent> returned(Session session, Command.NoteReturn c) {
    open(session, c.call());
    return List.of(new NoteEvent.SeatReturned(c.seat(), c.holder(), c.reason()));
  }

  static List<SessionEvent> lose(Session session, Command.LoseCall c) {
    Call call = open(session, c.call());
    return List.of(new CallEvent.CallIndeterminate(call.id(), call.ceiling(), c.reason()));
  }

  static List<SessionEvent> fallback(Session session, Command.TakeFallback c) {
    Call call = open(session, c.call());
    return List.of(
        new CallEvent.FallbackTaken(call.id(), call.peer(), call.model(), c.toModel(), c.reason()));
  }

  private static Call open(Session session, String id) {
    Call call = session.calls().get(id);
    if (call == null) {
      throw Refusals.callUnknown(id);
    }
    if (call.state() != Call.State.RESERVED) {
      throw Refusals.callEnded(call);
    }
    return call;
  }
}
