package crossreview.session;

import crossreview.model.Money;
import crossreview.model.call.CostParts;
import crossreview.model.call.TokenUsage;
import java.util.Collection;

/**
 * The sums of a session's calls.
 *
 * @param booked settled, failed at a known cost, indeterminate at the ceiling
 * @param reserved the ceilings of the calls under way
 * @param usage the tokens of the answers, as far as their providers count them
 */
public record Ledger(CostParts booked, Money reserved, TokenUsage usage) {
  static final Ledger EMPTY = new Ledger(CostParts.NOTHING, Money.ZERO, TokenUsage.NONE);

  /** The sums over calls: what is booked, and the ceilings of those under way. */
  public static Ledger of(Collection<LedgerCall> calls) {
    CostParts booked = CostParts.NOTHING;
    Money reserved = Money.ZERO;
    TokenUsage usage = TokenUsage.NONE;
    for (LedgerCall ledgerCall : calls) {
      booked = booked.plus(ledgerCall.booked(), ledgerCall.costBasis());
      usage = usage.plus(ledgerCall.facts().usage());
      if (ledgerCall.state() == LedgerCall.CallState.RESERVED) {
        reserved = reserved.plus(ledgerCall.ceiling());
      }
    }
    return new Ledger(booked, reserved, usage);
  }

  /** The sums after a call was reserved. */
  Ledger reserve(LedgerCall ledgerCall) {
    return new Ledger(booked, reserved.plus(ledgerCall.ceiling()), usage);
  }

  /** The sums after a reserved call has ended. */
  Ledger settle(LedgerCall ended) {
    return new Ledger(
        booked.plus(ended.booked(), ended.costBasis()),
        reserved.minus(ended.ceiling()),
        usage.plus(ended.facts().usage()));
  }

  public Money spent() {
    return booked.sum();
  }

  /** What a ceiling has to cover: nothing reserved is spent twice. */
  public Money committed() {
    return spent().plus(reserved);
  }
}
