package crossreview.peer.provider;

import crossreview.model.Money;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.call.TokenUsage;
import crossreview.peer.CallPricing;
import crossreview.peer.PeerException;
import crossreview.peer.PeerResponse;
import crossreview.peer.provider.ErrorClassifier.ErrorClassification;
import crossreview.profile.ModelAttestation;
import crossreview.profile.ModelAttestation.ModelMatch;
import crossreview.profile.ProviderProfile;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a try came to. Only a documented normal end with text in it, by the model that was asked, is
 * an answer; everything else is a failure that keeps what is known about its cost.
 */
public final class OutcomeEvaluator {
  private final ProviderProfile.AnswerFormat answerFormat;
  private final String model;
  private final CallPricing callPricing;
  private final Money ceiling;
  private final long inputTokensMin;
  private final TokenMaximum tokenMaximum;

  /**
   * What was asked.
   *
   * @param ceiling the most that this try can have cost
   * @param inputTokensMin a provider that counts fewer has not read the whole prompt
   * @param tokenMaximum a provider that counts more is not believed
   */
  public record AttemptFacts(
      String model,
      CallPricing callPricing,
      Money ceiling,
      long inputTokensMin,
      TokenMaximum tokenMaximum) {}

  public OutcomeEvaluator(ProviderProfile.AnswerFormat answerFormat, AttemptFacts asked) {
    this.answerFormat = answerFormat;
    this.model = asked.model();
    this.callPricing = asked.callPricing();
    this.ceiling = asked.ceiling();
    this.inputTokensMin = asked.inputTokensMin();
    this.tokenMaximum = asked.tokenMaximum();
  }

  /** Whether the answer comes from another model than was asked; known at its first event. */
  public boolean wrongModel(AnswerTranscript heard) {
    return ModelAttestation.compare(model, heard.model(), answerFormat.acceptReported())
            == ModelMatch.OTHER
        && !answerFormat.modelAttestation().admits(ModelMatch.OTHER);
  }

  /** The answer, or why there is none. */
  public PeerResponse evaluate(AnswerTranscript heard) {
    if (heard.fault().isPresent()) {
      ErrorClassification errorClassification =
          ErrorClassifier.classify(200, heard.fault().get(), heard.begun());
      throw failed(errorClassification, heard.fault().get().message(), heard);
    }
    if (wrongModel(heard)) {
      throw otherModel(heard);
    }
    if (cut(heard)) {
      throw promptTruncated(heard);
    }
    if (heard.ending() != FinishReason.COMPLETE) {
      throw unfinished(heard);
    }
    if (heard.model() == null && !answerFormat.modelAttestation().admits(ModelMatch.UNREPORTED)) {
      throw downgrade("model_unreported", "it does not say which model answered", heard);
    }
    if (heard.text().isBlank()) {
      ErrorClassification once =
          new ErrorClassification(
              FailureClass.PROVIDER_ERROR, "empty_output", true, true, CostCertainty.UNKNOWN);
      throw failed(once, "it ended normally with an empty answer", heard);
    }
    UsageAudit usageAudit = audit(heard);
    Money cost = usageAudit.cost();
    TokenUsage usage = usageAudit.counted();
    return new PeerResponse(
        heard.text(),
        usage,
        cost == null ? ceiling : cost,
        usageAudit.basis(),
        callPricing instanceof CallPricing.TokenPricing priced
            ? priced.card().cacheCost(usage)
            : null,
        heard.model(),
        heard.finish(),
        usageAudit.remark().orElse(null));
  }

  private UsageAudit audit(AnswerTranscript heard) {
    return new UsageAudit(answerFormat, callPricing, tokenMaximum, heard);
  }

  /** The failure of a wrong model, as soon as it is seen. */
  public PeerException otherModel(AnswerTranscript heard) {
    return downgrade("other_model", "asked " + model + ", " + heard.model() + " answered", heard);
  }

  /** Whether the provider says itself that it read less than it was sent. */
  private boolean cut(AnswerTranscript heard) {
    Long read = audit(heard).inputRead();
    boolean answered =
        heard.ending() == FinishReason.COMPLETE || heard.ending() == FinishReason.TRUNCATED;
    return answered && read != null && read < inputTokensMin;
  }

  private PeerException promptTruncated(AnswerTranscript heard) {
    String hint =
        "the provider counted "
            + heard.usage().inputInAll()
            + " tokens of a prompt that has "
            + inputTokensMin
            + " or more: it read only a part. Raise the context length of the server or model"
            + " (docs/providers.md), or set a lower \"prompt_bytes_max\"";
    ErrorClassification errorClassification =
        new ErrorClassification(
            FailureClass.PROMPT_TOO_LARGE, "prompt_truncated", false, false, CostCertainty.UNKNOWN);
    return failed(errorClassification, CallPhase.ANSWER, hint, heard, null);
  }

  private PeerException downgrade(String code, String hint, AnswerTranscript heard) {
    ErrorClassification errorClassification =
        new ErrorClassification(
            FailureClass.SILENT_MODEL_DOWNGRADE, code, false, false, CostCertainty.UNKNOWN);
    return failed(errorClassification, hint, heard);
  }

  private PeerException unfinished(AnswerTranscript heard) {
    ErrorClassification errorClassification =
        switch (heard.ending()) {
          case null ->
              new ErrorClassification(
                  FailureClass.NETWORK, "truncated_stream", true, false, CostCertainty.UNKNOWN);
          case TRUNCATED -> unusable("output_truncated");
          case WINDOW_FULL ->
              new ErrorClassification(
                  FailureClass.PROMPT_TOO_LARGE,
                  "context_length",
                  false,
                  false,
                  CostCertainty.UNKNOWN);
          case FILTERED -> unusable("output_filtered");
          case BLOCKED ->
              new ErrorClassification(
                  FailureClass.PROMPT_FLAGGED_BY_MODERATION,
                  "prompt_blocked",
                  false,
                  false,
                  CostCertainty.UNKNOWN);
          case REFUSED ->
              new ErrorClassification(
                  FailureClass.PROVIDER_REFUSAL, "refusal", false, false, CostCertainty.UNKNOWN);
          case INTERRUPTED ->
              new ErrorClassification(
                  FailureClass.PROVIDER_ERROR, "overloaded", true, false, CostCertainty.UNKNOWN);
          case COMPLETE, OTHER -> unusable("unknown_finish");
        };
    return failed(errorClassification, ending(heard), heard);
  }

  /** How it ended, for people. */
  private static String ending(AnswerTranscript heard) {
    String word = heard.finish() == null ? "" : " (" + heard.finish() + ")";
    return switch (heard.ending()) {
      case null -> "the stream ended without an end event" + word;
      case REFUSED ->
          heard.decline().isBlank()
              ? "the model declined without a word"
              : "the model declined: " + heard.decline();
      default -> "it did not end normally" + word;
    };
  }

  private static ErrorClassification unusable(String code) {
    return new ErrorClassification(
        FailureClass.PROVIDER_ERROR, code, false, false, CostCertainty.UNKNOWN);
  }

  /** A failure with what it cost: nothing for a free peer, exactly that where the usage came. */
  private PeerException failed(
      ErrorClassification errorClassification, @Nullable String hint, AnswerTranscript heard) {
    CallPhase callPhase = heard.begun() ? CallPhase.STREAM : CallPhase.FIRST_BYTE;
    return failed(errorClassification, callPhase, hint, heard, null);
  }

  /**
   * The same where the phase is known otherwise.
   *
   * @param wait how long the provider wants to be left alone; null if it does not say
   */
  public PeerException failed(
      ErrorClassification errorClassification,
      CallPhase callPhase,
      @Nullable String hint,
      AnswerTranscript heard,
      @Nullable Duration wait) {
    Money cost = audit(heard).cost();
    CostCertainty costCertainty = errorClassification.costCertainty();
    if (callPricing instanceof CallPricing.FreePricing) {
      costCertainty = CostCertainty.ZERO;
    } else if (cost != null) {
      costCertainty = CostCertainty.EXACT;
    }
    PeerFailure failure =
        new PeerFailure(
            errorClassification.failure(),
            errorClassification.code(),
            callPhase,
            errorClassification.retryable(),
            costCertainty,
            hint(hint));
    return new PeerException(
        failure,
        costCertainty == CostCertainty.EXACT ? cost : null,
        wait,
        errorClassification.once());
  }

  private static @Nullable String hint(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
