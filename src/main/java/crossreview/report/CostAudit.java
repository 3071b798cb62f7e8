package crossreview.report;

import crossreview.model.Money;
import crossreview.model.call.CostBasis;
import crossreview.model.call.CostParts;
import crossreview.session.Ledger;
import crossreview.session.LedgerCall;
import crossreview.session.LedgerCall.CallState;
import java.util.Collection;
import java.util.List;

/**
 * What calls cost, by what became of them; the three amounts are the sum.
 *
 * @param cost all of it
 * @param costBasis the same by what it rests on
 * @param answered for answers
 * @param failed for calls without a usable answer
 * @param lost for calls whose fate is unknown after a crash, at their ceilings
 * @param reserved for calls under way, at their ceilings; not spent yet
 * @param inexactCalls paid calls whose amount is an estimate or a ceiling
 */
public record CostAudit(
    Money cost,
    CostParts costBasis,
    Money answered,
    Money failed,
    Money lost,
    Money reserved,
    long inexactCalls) {

  /** What helps against inexact amounts. */
  public static final String INEXACT_ADVICE =
      "Amounts of calls are estimates or ceilings: the provider counted no tokens, or a crash lost"
          + " the call. Compare with the provider's bill.";

  /** Of these calls. Pure. */
  public static CostAudit of(Collection<LedgerCall> calls) {
    Ledger ledger = Ledger.of(calls);
    List<LedgerCall> paid =
        calls.stream().filter(c -> c.booked().compareTo(Money.ZERO) > 0).toList();
    return new CostAudit(
        ledger.spent(),
        ledger.booked(),
        sum(paid, CallState.SETTLED),
        sum(paid, CallState.FAILED),
        sum(paid, CallState.INDETERMINATE),
        ledger.reserved(),
        paid.stream().filter(call -> call.costBasis() != CostBasis.EXACT).count());
  }

  private static Money sum(List<LedgerCall> calls, CallState state) {
    return calls.stream()
        .filter(call -> call.state() == state)
        .map(LedgerCall::booked)
        .reduce(Money.ZERO, Money::plus);
  }
}
