package crossreview.peer.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.peer.provider.ErrorClassifier.ErrorClassification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What errors of providers mean; forms and words after their public references. */
class ErrorClassifierTest {

  private static ErrorClassification of(int status, String body, boolean begun)
      throws InvalidJsonException {
    return ErrorClassifier.classify(
        status, ProviderError.of(body == null ? null : JsonReader.read(body)).orElse(null), begun);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "401|-|auth/bad_credentials|false|zero",
        "403|-|auth/forbidden|false|zero",
        "400|{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\",\"message\":\"API key not"
            + " valid.\"}}|auth/bad_credentials|false|zero",
        "402|{\"error\":{\"message\":\"Insufficient Balance\"}}|billing/billing|false|zero",
        "429|{\"error\":{\"code\":\"insufficient_quota\",\"message\":\"m\"}}|billing/billing|false|zero",
        "429|{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"m\"}}|rate_limit/rate_limited|true|zero",
        "429|{\"code\":\"Some resource has been exhausted\",\"error\":\"Team is out of credits or"
            + " over its monthly limit.\"}|billing/billing|false|zero",
        "429|{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"m\",\"details\":{\"error_code\":\"enforced_spend_limit_reached\"}}}|billing/billing|false|zero",
        "429|{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\",\"message\":\"m\",\"details\":[{\"violations\":[{\"quotaId\":\"RequestsPerDay\"}]}]}}|rate_limit/quota_daily|false|zero",
        "429|[{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\",\"message\":\"m\"}}]|rate_limit/rate_limited|true|zero",
        "529|{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}|provider_error/overloaded|true|zero",
        "503|-|provider_error/overloaded|true|zero",
        "500|{\"error\":{\"type\":\"server_error\",\"message\":\"m\"}}|provider_error/upstream_5xx|true|unknown",
        "524|-|provider_error/upstream_5xx|true|unknown",
        "408|-|provider_error/transient_4xx|true|unknown",
        "409|-|provider_error/transient_4xx|true|zero",
        "413|-|prompt_too_large/context_length|false|zero",
        "400|{\"error\":{\"code\":\"context_length_exceeded\",\"message\":\"too long by 403"
            + " tokens\"}}|prompt_too_large/context_length|false|zero",
        "400|{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"prompt"
            + " is too long: 9 > 8\"}}|prompt_too_large/context_length|false|zero",
        "404|{\"error\":{\"code\":\"model_not_found\",\"message\":\"m\"}}|provider_error/model_not_found|false|zero",
        "400|{\"error\":{\"message\":\"Unknown"
            + " parameter\",\"param\":\"temperature\"}}|provider_error/bad_parameter|false|zero",
        "400|{\"error\":{\"code\":\"content_policy_violation\",\"message\":\"m\"}}|prompt_flagged_by_moderation/prompt_blocked|false|zero",
        "302|-|provider_error/protocol|true|unknown",
        "200|{\"error\":{\"code\":502,\"message\":\"upstream\"}}|provider_error/upstream_5xx|true|unknown",
        "200|{\"object\":\"error\",\"message\":\"m\",\"code\":400}|provider_error/bad_parameter|false|zero",
        "200|{\"type\":\"error\",\"error\":{\"code\":\"server_is_overloaded\"}}|provider_error/overloaded|true|zero"
      })
  void structuredWordsDecideThenTheStatusThenTheMessage(
      int status, String body, String meaning, boolean retryable, String spend)
      throws InvalidJsonException {
    ErrorClassification found = of(status, body, false);

    assertEquals(meaning, found.failure().wireName() + "/" + found.code());
    assertEquals(retryable, found.retryable());
    assertEquals(spend, found.costCertainty().wireName());
  }

  @Test
  void behindTheFirstWordsOfAnAnswerNothingIsKnownToBeFree() throws InvalidJsonException {
    ErrorClassification errorClassification =
        of(200, "{\"error\":{\"type\":\"overloaded_error\"}}", true);

    assertEquals("unknown", errorClassification.costCertainty().wireName());
  }
}
