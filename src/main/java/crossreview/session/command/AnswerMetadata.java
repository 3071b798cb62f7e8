package crossreview.session.command;

import crossreview.model.Money;
import crossreview.model.TextRef;
import crossreview.model.call.CostBasis;
import crossreview.model.call.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * What is known about an answer besides its meaning.
 *
 * @param costBasis what the cost rests on
 */
public record AnswerMetadata(
    TextRef answer,
    TokenUsage usage,
    Money cost,
    CostBasis costBasis,
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
    this(answer, usage, cost, CostBasis.EXACT, latencyMs, attempts, modelReported, finish);
  }
}
