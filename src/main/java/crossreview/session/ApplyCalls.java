package crossreview.session;

import crossreview.model.Money;
import crossreview.model.Purpose;
import crossreview.model.TextRef;
import crossreview.model.event.CallEvent;
import crossreview.session.Call.State;

/** How a call's events change the ledger, and through a failure the round or the turn to write. */
final class ApplyCalls {
  private ApplyCalls() {}

  static void on(SessionEdit edit, CallEvent event) {
    switch (event) {
      case CallEvent.CallReserved e -> edit.reserve(reserved(e));
      case CallEvent.CallSettled e -> settled(edit, e);
      case CallEvent.CallFailed e -> failed(edit, e);
      case CallEvent.CallIndeterminate e -> end(edit, e, State.INDETERMINATE, null, e.booked());
      case CallEvent.FallbackTaken e -> edit.replace(edit.call(e.call()).on(e.toModel()));
      case CallEvent.CallReleased e -> end(edit, e, State.RELEASED, null, Money.ZERO);
    }
  }

  private static Call reserved(CallEvent.CallReserved e) {
    return new Call(
        e.call(),
        e.peer(),
        e.round(),
        e.purpose(),
        e.ceiling(),
        e.model(),
        e.finding(),
        State.RESERVED,
        null,
        false,
        null,
        0,
        null,
        null);
  }

  private static void settled(SessionEdit edit, CallEvent.CallSettled e) {
    Call call = edit.call(e.call()).ended(State.SETTLED, e.answer(), e.cost(), null);
    edit.settle(call.answered(e.latencyMs(), e.modelReported()));
  }

  private static void end(
      SessionEdit edit, CallEvent event, State state, TextRef answer, Money cost) {
    edit.settle(edit.call(event.call()).ended(state, answer, cost, null));
  }

  private static void failed(SessionEdit edit, CallEvent.CallFailed e) {
    Money cost = e.cost() == null ? Money.ZERO : e.cost();
    edit.settle(edit.call(e.call()).ended(State.FAILED, e.answer(), cost, e.hint()));
    Call call = edit.call(e.call());
    if (call.purpose() == Purpose.REVISE) {
      edit.run = edit.run.turn(1, 0, 0);
      return;
    }
    if (call.purpose() == Purpose.CITE || call.purpose() == Purpose.JUDGE) {
      return; // a vote stands without citations, a judge that gave no answer rules nothing
    }
    Round round = edit.round(call.round());
    if (round.completed() == null && !round.decided(call.peer())) {
      edit.put(round.rejectedBy(call.peer(), e.failureCode()));
    }
  }

  /** The answers behind a peer's vote: the review's own and that of the repair turn. */
  static void readVote(SessionEdit edit, int round, String peer) {
    edit.callsOf(round).stream()
        .filter(call -> call.unread() && call.purpose().votes())
        .filter(call -> call.peer().equals(peer))
        .forEach(edit::read);
  }

  /** The answers behind a ruling. */
  static void readJudges(SessionEdit edit, String finding) {
    edit.callsOf(edit.rounds.size()).stream()
        .filter(call -> call.unread() && finding.equals(call.finding()))
        .forEach(edit::read);
  }

  /** The answer behind a draft: the author's last one. */
  static void readDraft(SessionEdit edit, String author) {
    edit.callsOf(edit.rounds.size()).stream()
        .filter(call -> call.unread() && call.purpose().writes())
        .filter(call -> call.peer().equals(author))
        .forEach(edit::read);
  }
}
