package crossreview.session;

import crossreview.model.Money;
import crossreview.model.Purpose;
import crossreview.model.TextRef;
import crossreview.model.event.CallEvent;
import crossreview.model.event.RoundEvent;

/** How a call's events change the ledger, and through a failure the round. */
final class ApplyCalls {
  private ApplyCalls() {}

  static void on(SessionEdit edit, CallEvent event) {
    switch (event) {
      case CallEvent.CallReserved e ->
          edit.calls = SessionEdit.with(edit.calls, e.call(), reserved(e));
      case CallEvent.CallSettled e ->
          end(edit, e.call(), Call.State.SETTLED, e.answer(), e.cost());
      case CallEvent.CallFailed e -> failed(edit, e);
      case CallEvent.CallIndeterminate e ->
          end(edit, e.call(), Call.State.INDETERMINATE, null, e.booked());
      case CallEvent.CallReleased e ->
          end(edit, e.call(), Call.State.RELEASED, null, Money.ZERO);
    }
  }

  private static Call reserved(CallEvent.CallReserved e) {
    return new Call(
        e.call(), e.peer(), e.round(), e.purpose(), e.ceiling(), e.model(), Call.State.RESERVED,
        null, false, null);
  }

  private static void end(
      SessionEdit edit, String id, Call.State state, TextRef answer, Money cost) {
    Call call = edit.calls.get(id);
    Call ended =
        new Call(
            call.id(), call.peer(), call.round(), call.purpose(), call.ceiling(), call.model(),
            state, answer, false, cost);
    edit.calls = SessionEdit.with(edit.calls, id, ended);
  }

  private static void failed(SessionEdit edit, CallEvent.CallFailed e) {
    end(edit, e.call(), Call.State.FAILED, e.answer(), e.cost() == null ? Money.ZERO : e.cost());
    Call call = edit.calls.get(e.call());
    if (call.purpose() == Purpose.REVISE) {
      edit.run = ApplyRun.turn(edit.run, 1, 0, 0);
      return;
    }
    Round round = edit.rounds.get(call.round() - 1);
    boolean open = round.completed() == null && !round.votes().containsKey(call.peer());
    if (open) {
      edit.put(ApplyRound.rejected(round, call.peer(), e.failureCode()));
    }
  }

  /** Marks the answer behind a vote as read. */
  static void read(SessionEdit edit, RoundEvent.BallotCast ballot) {
    edit.calls.values().stream()
        .filter(call -> !call.read() && call.answer() != null)
        .filter(call -> call.peer().equals(ballot.peer()) && call.round() == ballot.round())
        .filter(call -> call.purpose() != Purpose.REVISE)
        .forEach(call -> read(edit, call));
  }

  private static void read(SessionEdit edit, Call call) {
    Call read =
        new Call(
            call.id(), call.peer(), call.round(), call.purpose(), call.ceiling(), call.model(),
            call.state(), call.answer(), true, call.cost());
    edit.calls = SessionEdit.with(edit.calls, call.id(), read);
  }

  /** Marks the last answer of an author as read. */
  static void readDraft(SessionEdit edit, String author) {
    edit.calls.values().stream()
        .filter(call -> !call.read() && call.answer() != null)
        .filter(call -> call.peer().equals(author) && call.purpose() == Purpose.REVISE)
        .forEach(call -> read(edit, call));
  }
}
