package crossreview.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.TextRef;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostBasis;
import crossreview.model.call.CostParts;
import crossreview.model.call.TokenUsage;
import crossreview.session.LedgerCall;
import crossreview.session.LedgerCall.CallFacts;
import crossreview.session.LedgerCall.CallState;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostAuditTest {
  private static LedgerCall call(CallState state, String cost, CostBasis basis) {
    TextRef answer = new TextRef(Digest.of("a"), 1, "a");
    return new LedgerCall(
        "c1",
        "ada",
        1,
        CallPurpose.REVIEW,
        Money.of("5"),
        "m",
        null,
        null,
        null,
        state,
        answer,
        true,
        Money.of(cost),
        basis,
        new CallFacts(0, null, TokenUsage.NONE, null, 0, null, null),
        null);
  }

  @Test
  void moneyIsToldApartByWhatBecameOfTheCall() {
    CostAudit audit =
        CostAudit.of(
            List.of(
                call(CallState.SETTLED, "1", CostBasis.EXACT),
                call(CallState.SETTLED, "2", CostBasis.ESTIMATE),
                call(CallState.FAILED, "0.5", CostBasis.EXACT),
                call(CallState.INDETERMINATE, "0", CostBasis.CEILING),
                call(CallState.RESERVED, "0", CostBasis.CEILING)));

    CostParts parts = new CostParts(Money.of("1.5"), Money.of("2"), Money.of("5"));
    assertEquals(
        new CostAudit(
            Money.of("8.5"),
            parts,
            Money.of("3"),
            Money.of("0.5"),
            Money.of("5"),
            Money.of("5"),
            2),
        audit);
  }
}
