package crossreview.session.command;

import crossreview.model.Money;
import crossreview.model.TextRef;
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
    @Nullable String finish) {

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
