package crossreview.session;

import crossreview.model.Money;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostBasis;
import crossreview.model.event.CallEvent;
import crossreview.model.event.EventEnvelope;
import crossreview.session.LedgerCall.CallFacts;
import crossreview.session.LedgerCall.CallState;

/** How a call's events change the ledger, and through a failure the round or the turn to write. */
final class CallReducer {
  private CallReducer() {}

  static void reduce(SessionEdit edit, EventEnvelope eventEnvelope, CallEvent event) {
    switch (event) {
      case CallEvent.CallReserved e -> {
        edit.reserve(reserved(e));
        if (e.section() != null) {
          edit.storedParts = edit.storedParts.plus(e.section().parts());
        }
      }
      case CallEvent.CallSettled e -> settled(edit, eventEnvelope.ts(), e);
      case CallEvent.CallFailed e -> failed(edit, eventEnvelope.ts(), e);
      case CallEvent.CallIndeterminate e ->
          end(edit, eventEnvelope.ts(), e, CallState.INDETERMINATE, e.booked());
      case CallEvent.FallbackTaken e -> edit.replace(edit.call(e.call()).on(e.toModel()));
      case CallEvent.CallReleased e ->
          end(edit, eventEnvelope.ts(), e, CallState.RELEASED, Money.ZERO);
    }
  }

  private static LedgerCall reserved(CallEvent.CallReserved e) {
    return new LedgerCall(
        e.call(),
        e.peer(),
        e.round(),
        e.purpose(),
        e.ceiling(),
        e.model(),
        e.finding(),
        e.claim(),
        e.section(),
        CallState.RESERVED,
        null,
        false,
        Money.ZERO,
        CostBasis.EXACT,
        CallFacts.of(e.reuseKey()),
        null);
  }

  private static void settled(SessionEdit edit, String at, CallEvent.CallSettled e) {
    LedgerCall ledgerCall = edit.call(e.call());
    CallFacts how = ledgerCall.facts().endedAt(at, null).answered(e);
    edit.settle(
        ledgerCall
            .ended(CallState.SETTLED, e.answer(), e.cost(), how, null)
            .on(e.costBasis() == null ? CostBasis.EXACT : e.costBasis()));
  }

  private static void end(
      SessionEdit edit, String at, CallEvent event, CallState callState, Money cost) {
    CostBasis costBasis =
        callState == CallState.INDETERMINATE ? CostBasis.CEILING : CostBasis.EXACT;
    LedgerCall ledgerCall = edit.call(event.call());
    CallFacts how = ledgerCall.facts().endedAt(at, null);
    edit.settle(ledgerCall.ended(callState, null, cost, how, null).on(costBasis));
  }

  private static void failed(SessionEdit edit, String at, CallEvent.CallFailed e) {
    Money cost = e.cost() == null ? Money.ZERO : e.cost();
    CallFacts how = edit.call(e.call()).facts().endedAt(at, e.failureClass());
    edit.settle(
        edit.call(e.call())
            .ended(CallState.FAILED, e.answer(), cost, how, e.hint())
            .on(e.spend().basis()));
    LedgerCall ledgerCall = edit.call(e.call());
    if (ledgerCall.purpose() == CallPurpose.REVISE) {
      edit.run = edit.run().turn(1, 0, 0);
      return;
    }
    if (ledgerCall.purpose() == CallPurpose.CITE || ledgerCall.purpose() == CallPurpose.JUDGE) {
      return; // a vote counts without citations, a judge that gave no answer rules nothing
    }
    Round round = edit.round(ledgerCall.round());
    if (!round.counted() && !round.decided(ledgerCall.peer())) {
      edit.put(round.rejectedBy(ledgerCall.peer(), e.failureCode()));
    }
  }

  /**
   * The meaning of the peer's answers of the last round is known now: they are behind its vote, its
   * draft or its turn.
   */
  static void read(SessionEdit edit, String peer) {
    edit.callsOf(edit.rounds.size()).stream()
        .filter(ledgerCall -> ledgerCall.peer().equals(peer))
        .forEach(edit::read);
  }
}
