package crossreview.peer.provider;

import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an error means for a call: structured words first, then the status, the message last. One
 * table for all providers, because gateways mix their forms.
 */
public final class ErrorClassifier {
  private static final ProviderError NOTHING = new ProviderError(List.of(), "", "", null);

  private ErrorClassifier() {}

  /**
   * A meaning.
   *
   * @param once whether it is worth exactly one more try
   */
  public record ErrorClassification(
      FailureClass failure,
      String code,
      boolean retryable,
      boolean once,
      CostCertainty costCertainty) {
    static ErrorClassification lasting(FailureClass failure, String code) {
      return new ErrorClassification(failure, code, false, false, CostCertainty.ZERO);
    }

    /** The same with another decision on retries. */
    public ErrorClassification retried(boolean again) {
      return new ErrorClassification(failure, code, again, once, costCertainty);
    }

    private ErrorClassification costing(CostCertainty known) {
      return new ErrorClassification(failure, code, retryable, once, known);
    }

    static ErrorClassification temporary(
        FailureClass failure, String code, CostCertainty costCertainty) {
      return new ErrorClassification(failure, code, true, false, costCertainty);
    }
  }

  /**
   * Looks it up.
   *
   * @param status of HTTP; 200 for an error inside a stream
   * @param providerError what the body said
   * @param begun whether a part of an answer had come: then something may have been charged
   */
  public static ErrorClassification classify(
      int status, @Nullable ProviderError providerError, boolean begun) {
    ProviderError said = providerError == null ? NOTHING : providerError;
    ErrorClassification named = byWords(said, status);
    ErrorClassification errorClassification =
        named == null ? byStatus(inner(status, said), said) : named;
    return begun && errorClassification.costCertainty() == CostCertainty.ZERO
        ? errorClassification.costing(CostCertainty.UNKNOWN)
        : errorClassification;
  }

  /** Gateways put the status of the provider into an answer of 200. */
  private static int inner(int status, ProviderError said) {
    return said.words().stream()
        .filter(word -> status == 200 && word.matches("[45]\\d\\d"))
        .mapToInt(Integer::parseInt)
        .findFirst()
        .orElse(status);
  }

  private static @Nullable ErrorClassification byWords(ProviderError said, int status) {
    if (said.says("insufficient_quota", "billing", "enforced_spend_limit", "insufficient_balance")
        || outOfMoney(said, status)) {
      return ErrorClassification.lasting(FailureClass.BILLING, "billing");
    }
    if (said.says("invalid_api_key", "api_key_invalid", "authentication", "unauthenticated")) {
      return ErrorClassification.lasting(FailureClass.AUTH, "bad_credentials");
    }
    if (said.says("context_length", "request_too_large", "string_above_max_length")) {
      return tooLarge();
    }
    if (said.says(
        "content_policy", "content_filter", "invalid_prompt", "bio_policy", "moderation")) {
      return ErrorClassification.lasting(
          FailureClass.PROMPT_FLAGGED_BY_MODERATION, "prompt_blocked");
    }
    if (said.says("model_not_found", "not_found")) {
      return ErrorClassification.lasting(FailureClass.PROVIDER_ERROR, "model_not_found");
    }
    if (said.says("rate_limit", "resource_exhausted", "too_many_requests")) {
      return limited(said);
    }
    if (said.says("overloaded", "server_is_overloaded", "service_unavailable", "unavailable")) {
      return ErrorClassification.temporary(
          FailureClass.PROVIDER_ERROR, "overloaded", CostCertainty.ZERO);
    }
    if (said.says("server_error", "api_error", "timeout_error", "internal")) {
      return ErrorClassification.temporary(
          FailureClass.PROVIDER_ERROR, "upstream_5xx", CostCertainty.UNKNOWN);
    }
    return null;
  }

  /** Money that is used up comes as several statuses and is told from haste by its words only. */
  private static boolean outOfMoney(ProviderError said, int status) {
    boolean may = status == 400 || status == 402 || status == 403 || status == 429 || status == 200;
    return may
        && said.speaksOf(
            "out of credits",
            "credit balance",
            "monthly limit",
            "spending limit",
            "spend limit",
            "insufficient balance",
            "insufficient credits",
            "billing");
  }

  private static ErrorClassification limited(ProviderError said) {
    boolean day = said.toString().contains("PerDay") || said.speaksOf("limit: 0");
    return day
        ? ErrorClassification.lasting(FailureClass.RATE_LIMIT, "quota_daily")
        : ErrorClassification.temporary(
            FailureClass.RATE_LIMIT, "rate_limited", CostCertainty.ZERO);
  }

  private static ErrorClassification tooLarge() {
    return ErrorClassification.lasting(FailureClass.PROMPT_TOO_LARGE, "context_length");
  }

  private static ErrorClassification byStatus(int status, ProviderError said) {
    return switch (status) {
      case 400, 422 -> rejected(said);
      case 401 -> ErrorClassification.lasting(FailureClass.AUTH, "bad_credentials");
      case 402 -> ErrorClassification.lasting(FailureClass.BILLING, "billing");
      case 403 -> ErrorClassification.lasting(FailureClass.AUTH, "forbidden");
      case 404 -> ErrorClassification.lasting(FailureClass.PROVIDER_ERROR, "model_not_found");
      case 408 ->
          ErrorClassification.temporary(
              FailureClass.PROVIDER_ERROR, "transient_4xx", CostCertainty.UNKNOWN);
      case 409, 425 ->
          ErrorClassification.temporary(
              FailureClass.PROVIDER_ERROR, "transient_4xx", CostCertainty.ZERO);
      case 413 -> tooLarge();
      case 429 -> limited(said);
      case 498, 503, 529 ->
          ErrorClassification.temporary(
              FailureClass.PROVIDER_ERROR, "overloaded", CostCertainty.ZERO);
      default -> other(status);
    };
  }

  private static ErrorClassification rejected(ProviderError said) {
    if (said.speaksOf(
        "prompt is too long", "context length", "maximum context", "too many tokens")) {
      return tooLarge();
    }
    if (said.speaksOf("api key not valid", "invalid api key", "incorrect api key")) {
      return ErrorClassification.lasting(FailureClass.AUTH, "bad_credentials");
    }
    return ErrorClassification.lasting(FailureClass.PROVIDER_ERROR, "bad_parameter");
  }

  private static ErrorClassification other(int status) {
    if (status >= 500) {
      return ErrorClassification.temporary(
          FailureClass.PROVIDER_ERROR, "upstream_5xx", CostCertainty.UNKNOWN);
    }
    if (status >= 400) {
      return ErrorClassification.lasting(FailureClass.PROVIDER_ERROR, "bad_request");
    }
    boolean inStream = status == 200;
    return inStream
        ? new ErrorClassification(
            FailureClass.PROVIDER_ERROR, "stream_error", false, false, CostCertainty.UNKNOWN)
        : protocol();
  }

  /** What was answered is not an answer of this protocol at all. */
  public static ErrorClassification protocol() {
    return new ErrorClassification(
        FailureClass.PROVIDER_ERROR, "protocol", true, true, CostCertainty.UNKNOWN);
  }
}
