package crossreview.peer;

import crossreview.model.Money;
import crossreview.model.call.CacheCost;
import crossreview.model.call.CostBasis;
import crossreview.model.call.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * A complete answer.
 *
 * @param text the answer: verdict JSON for a review, the whole revised artifact for a revision
 * @param cost what it cost
 * @param costBasis what that amount rests on
 * @param cacheCost what the provider's cache did to the cost; null where it did nothing, or where
 *     nobody knows
 * @param modelReported the model that the provider says it used
 * @param finish the provider's word for a normal end
 * @param countRemark what is wrong with the provider's count; null where nothing is
 */
public record PeerResponse(
    String text,
    TokenUsage tokenUsage,
    Money cost,
    CostBasis costBasis,
    @Nullable CacheCost cacheCost,
    @Nullable String modelReported,
    @Nullable String finish,
    @Nullable String countRemark) {

  /** One whose cost is known. */
  public PeerResponse(
      String text, TokenUsage tokenUsage, Money cost, String modelReported, String finish) {
    this(text, tokenUsage, cost, CostBasis.EXACT, null, modelReported, finish, null);
  }
}
