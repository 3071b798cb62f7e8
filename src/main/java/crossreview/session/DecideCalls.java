package crossreview.session;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.Purpose;
import crossreview.model.Spend;
import crossreview.model.event.CallEvent;
import crossreview.model.event.RoundEvent;
import crossreview.model.event.RunEvent;
import crossreview.model.event.SessionEvent;
import java.util.ArrayList;
import java.util.List;

/** The ledger: reserving calls and settling them. */
final class DecideCalls {
  private DecideCalls() {}

  static List<SessionEvent> reserve(Session session, Command.Reserve c) {
    if (!session.running()) {
      throw Refusals.notRunning();
    }
    if (session.cancelRequested()) {
      throw Refusals.conflict("cancel_requested", "the session is being cancelled");
    }
    if (session.run().rounds() == 0) {
      throw Refusals.conflict("no_open_round", "no round has begun");
    }
    DecideLife.checkLines(session);
    checkAsked(session, c.call());
    return reservations(session, List.of(c.call()), session.rounds().size());
  }

  private static void checkAsked(Session session, Command.Reservation call) {
    Round round = session.rounds().getLast();
    boolean fits =
        switch (call.purpose()) {
          case REVIEW, REPAIR ->
              round.completed() == null
                  && round.panel().contains(call.peer())
                  && !round.votes().containsKey(call.peer());
          case REVISE ->
              round.completed() != null
                  && session.run().currentAuthor().filter(call.peer()::equals).isPresent();
        };
    if (!fits) {
      throw Refusals.conflict(
          "not_its_turn", call.peer() + " is not to " + call.purpose().word() + " now");
    }
  }

  static List<SessionEvent> reservations(
      Session session, List<Command.Reservation> calls, int round) {
    checkMoney(session, calls);
    List<SessionEvent> events = new ArrayList<>();
    int next = session.calls().size() + 1;
    for (Command.Reservation call : calls) {
      events.add(
          new CallEvent.CallReserved(
              "c" + next++,
              call.peer(),
              round,
              call.purpose(),
              call.ceiling(),
              call.model(),
              call.attemptsMax()));
    }
    return events;
  }

  private static void checkMoney(Session session, List<Command.Reservation> calls) {
    Money wanted =
        calls.stream().map(Command.Reservation::ceiling).reduce(Money.ZERO, Money::plus);
    if (wanted.equals(Money.ZERO)) {
      return;
    }
    Money limit = session.limits().sessionUsd();
    Money committed = Ledger.of(session.calls().values()).committed();
    if (limit == null || committed.plus(wanted).compareTo(limit) > 0) {
      throw Refusals.exhausted(
          "budget_exhausted",
          "spent and reserved "
              + committed
              + ", wanted "
              + wanted
              + ", the session's ceiling is "
              + (limit == null ? "not set (limits.session_usd)" : limit));
    }
  }

  static List<SessionEvent> settle(Session session, Command.Settle c) {
    Call call = open(session, c.call());
    Command.Answered a = c.answered();
    if (a.cost().compareTo(call.ceiling()) > 0 && call.ceiling().equals(Money.ZERO)) {
      throw Refusals.conflict("over_ceiling", call.id() + " was reserved as free, cost " + a.cost());
    }
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
    if (call == null || call.state() != Call.State.SETTLED || call.read()) {
      throw Refusals.conflict("no_unread_answer", "call " + c.call() + " has no unread answer");
    }
    return meaning(session, call, call.answer().sha256(), c.use());
  }

  private static List<SessionEvent> meaning(Session session, Call call, Digest answer, Use use) {
    boolean revision = call.purpose() == Purpose.REVISE;
    return switch (use) {
      case Use.Unread u -> {
        if (call.purpose() != Purpose.REVIEW) {
          throw wrongUse(call, "be left unread");
        }
        yield List.of();
      }
      case Use.Ballot b -> {
        if (revision) {
          throw wrongUse(call, "be a vote");
        }
        yield Ballots.cast(session, call, answer, b);
      }
      case Use.Revision r -> {
        if (!revision || r.artifact().sha256().equals(session.current().sha256())) {
          throw wrongUse(call, "be this revision");
        }
        yield List.of(
            new RunEvent.DraftRevised(
                call.round(), call.peer(), r.artifact(), session.current().sha256(), r.changes()));
      }
      case Use.UnusableDraft u -> {
        if (!revision) {
          throw wrongUse(call, "be a draft");
        }
        int next = session.run().author() + 1;
        List<String> draw = session.run().draw();
        String nextAuthor = next < draw.size() ? draw.get(next) : null;
        yield List.of(new RunEvent.DraftRefused(call.peer(), u.reason(), nextAuthor));
      }
    };
  }

  private static RuntimeException wrongUse(Call call, String what) {
    return Refusals.conflict(
        "wrong_use", "the answer of " + call.id() + " (" + call.purpose().word() + ") cannot " + what);
  }

  static List<SessionEvent> fail(Session session, Command.Fail c) {
    Call call = open(session, c.call());
    List<SessionEvent> events = new ArrayList<>();
    Money cost = c.failure().spend() == Spend.UNKNOWN ? call.ceiling() : c.cost();
    events.add(
        new CallEvent.CallFailed(
            call.id(),
            c.failure().failureClass(),
            c.failure().failureCode(),
            c.failure().phase(),
            c.failure().retryable(),
            c.attempts(),
            c.failure().spend(),
            cost,
            c.answer(),
            c.failure().hint()));
    Round round = session.rounds().get(call.round() - 1);
    boolean decides =
        call.purpose() != Purpose.REVISE
            && round.completed() == null
            && !round.votes().containsKey(call.peer());
    if (decides && c.failure().excuses()) {
      events.add(
          new RoundEvent.PeerExcused(round.number(), call.peer(), c.failure().failureClass()));
    }
    return events;
  }

  static List<SessionEvent> release(Session session, Command.Release c) {
    Call call = open(session, c.call());
    return List.of(new CallEvent.CallReleased(call.id(), c.reason()));
  }

  private static Call open(Session session, String id) {
    Call call = session.calls().get(id);
    if (call == null) {
      throw Refusals.conflict("call_unknown", "no call has the id " + id);
    }
    if (call.state() != Call.State.RESERVED) {
      throw Refusals.conflict(
          "call_already_settled", "call " + id + " is " + call.state() + " already");
    }
    return call;
  }
}
