package crossreview.peer.provider;

import crossreview.model.Money;
import crossreview.model.call.CostBasis;
import crossreview.model.call.TokenUsage;
import crossreview.peer.CallPricing;
import crossreview.profile.ProviderProfile;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's count of one try is worth: how much of it is used, and what the try cost by it.
 * A number that is impossible, or none, is named and never used. Pure.
 */
final class UsageAudit {
  private final ProviderProfile.AnswerFormat answerFormat;
  private final CallPricing callPricing;
  private final TokenMaximum tokenMaximum;
  private final AnswerTranscript heard;

  UsageAudit(
      ProviderProfile.AnswerFormat answerFormat,
      CallPricing callPricing,
      TokenMaximum tokenMaximum,
      AnswerTranscript heard) {
    this.answerFormat = answerFormat;
    this.callPricing = callPricing;
    this.tokenMaximum = tokenMaximum;
    this.heard = heard;
  }

  /** What the amount that is booked for an answer rests on. */
  CostBasis basis() {
    if (cost() != null) {
      return CostBasis.EXACT;
    }
    return believed() ? CostBasis.ESTIMATE : CostBasis.CEILING;
  }

  /** Whether the request can have come to that many tokens, and to that sum where it is told. */
  private boolean believed() {
    return tokenMaximum.admits(heard.usage())
        && (!(callPricing instanceof CallPricing.TokenPricing tokenPricing)
            || heard.cost().filter(said -> said.compareTo(dearest(tokenPricing)) > 0).isEmpty());
  }

  private Money dearest(CallPricing.TokenPricing tokenPricing) {
    return tokenPricing.card().ceiling(tokenMaximum.inputMax(), tokenMaximum.outputMax());
  }

  /** What was counted, without numbers that are impossible for an answer that has a text. */
  TokenUsage counted() {
    if (!believed()) {
      return TokenUsage.NONE;
    }
    TokenUsage usage = heard.usage();
    if (heard.text().isBlank() || heard.ending() == FinishReason.REFUSED) {
      return usage;
    }
    boolean readNothing = isZero(usage.inputInAll()); // no request is empty
    boolean shorter =
        usage.output() != null
            && usage.outputInAll()
                < TokenMinimum.ofAnswer(heard.text(), answerFormat.promptTokensPercent());
    return new TokenUsage(
        readNothing ? null : usage.input(),
        readNothing ? null : usage.cacheRead(),
        readNothing ? null : usage.cacheWrite(),
        shorter ? null : usage.output(),
        shorter ? null : usage.reasoning());
  }

  /** How many tokens the provider read, as it says itself; null where it does not say it. */
  @Nullable Long inputRead() {
    TokenUsage counted = counted();
    boolean told = counted.input() != null && heard.unreadable().isEmpty();
    return told && !isZero(counted.inputInAll()) ? counted.inputInAll() : null;
  }

  private static boolean isZero(@Nullable Long tokens) {
    return tokens != null && tokens == 0;
  }

  /**
   * What the heard usage costs, the provider's own sum where it is higher; null where one of the
   * two sides is not known, the count is not that of a whole answer, or it is not believed. A
   * refusal without a token of output is not charged.
   */
  @Nullable Money cost() {
    if (callPricing instanceof CallPricing.FreePricing) {
      return Money.ZERO;
    }
    if (!heard.usageComplete() || !believed()) {
      return null;
    }
    Money counted = heard.unreadable().isPresent() ? null : priced(counted());
    Money said = heard.cost().orElse(null);
    if (counted == null || said == null) {
      return counted == null ? said : counted;
    }
    return counted.max(said);
  }

  private @Nullable Money priced(TokenUsage usage) {
    if (!(callPricing instanceof CallPricing.TokenPricing tokenPricing)) {
      return null;
    }
    Long output = usage.output();
    if (usage.input() == null || output == null) {
      return null;
    }
    return heard.ending() == FinishReason.REFUSED && output == 0
        ? Money.ZERO
        : tokenPricing.card().cost(usage);
  }

  /** What people should know of a count that is not used. */
  Optional<String> remark() {
    if (!believed()) {
      return Optional.of(
          "the provider counts "
              + numbers()
              + "; this call can have "
              + tokenMaximum.inputMax()
              + " of input and "
              + tokenMaximum.outputMax()
              + " of output at most, so its ceiling is booked");
    }
    if (heard.unreadable().isPresent()) {
      return Optional.of(
          "the provider's count "
              + heard.unreadable().get()
              + " is not a whole number of tokens, so the amount is an estimate");
    }
    boolean readNothing = !heard.text().isBlank() && isZero(heard.usage().inputInAll());
    return readNothing
        ? Optional.of("the provider counts 0 tokens of input, so the amount is an estimate")
        : Optional.empty();
  }

  private String numbers() {
    TokenUsage usage = heard.usage();
    String tokens =
        usage.inputInAll() + " tokens of input and " + usage.outputInAll() + " of output";
    return heard.cost().map(said -> tokens + ", and a cost of " + said + " USD").orElse(tokens);
  }
}
