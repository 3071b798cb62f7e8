package crossreview.session.command;

import crossreview.model.Money;
import crossreview.model.TextRef;
import crossreview.model.call.AnswerOrigin;
import crossreview.model.call.CacheCost;
import crossreview.model.call.CostBasis;
import crossreview.model.call.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * What is known about an answer besides its meaning.
 *
 * @param costBasis what the cost rests on
 * @param cacheCost what the provider's cache did to the cost; null where it did nothing, or where
 *     nobody knows
 * @param reusedFrom the call of another session that brought it; null where this one did
 */
public record AnswerMetadata(
    TextRef answer,
    TokenUsage usage,
    Money cost,
    CostBasis costBasis,
    @Nullable CacheCost cacheCost,
    long latencyMs,
    int attempts,
    @Nullable String modelReported,
    @Nullable String finish,
    @Nullable AnswerOrigin reusedFrom) {

  /** An answer that the peer gave to this call. */
  public AnswerMetadata(
      TextRef answer,
      TokenUsage usage,
      Money cost,
      CostBasis costBasis,
      @Nullable CacheCost cacheCost,
      long latencyMs,
      int attempts,
      @Nullable String modelReported,
      @Nullable String finish) {
    this(
        answer,
        usage,
        cost,
        costBasis,
        cacheCost,
        latencyMs,
        attempts,
        modelReported,
        finish,
        null);
  }

  /** One whose cost is known. */
  public AnswerMetadata(
      TextRef answer,
      TokenUsage usage,
      Money cost,
      long latencyMs,
      int attempts,
      String modelReported,
      String finish) {
    this(answer, usage, cost, CostBasis.EXACT, null, latencyMs, attempts, modelReported, finish);
  }
}
