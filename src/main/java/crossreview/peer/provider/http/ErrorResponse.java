package crossreview.peer.provider.http;

import crossreview.peer.provider.ErrorClassifier;
import crossreview.peer.provider.ErrorClassifier.ErrorClassification;
import crossreview.peer.provider.ProviderError;
import crossreview.peer.provider.RetryAfter;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an answer that is an error says.
 *
 * @param quiet how long the provider wants to be left alone
 */
record ErrorResponse(
    ErrorClassification errorClassification, String hint, @Nullable Duration quiet) {

  /**
   * Reads it by its status, its headers and as much of its body as came.
   *
   * @param now where it has no date of its own
   */
  static ErrorResponse of(HttpClientResponse response, String body, Instant now) {
    ProviderError providerError = ProviderError.of(AnswerReader.lenient(body)).orElse(null);
    ErrorClassification errorClassification =
        ErrorClassifier.classify(response.statusCode(), providerError, false);
    String should = response.getHeader("x-should-retry");
    return new ErrorResponse(
        should == null ? errorClassification : errorClassification.retried(should.equals("true")),
        "HTTP " + response.statusCode() + (providerError == null ? "" : ": " + said(providerError)),
        RetryAfter.of(response::getHeader, providerError, now).orElse(null));
  }

  private static String said(ProviderError providerError) {
    String parameter = providerError.parameter().isEmpty() ? "" : providerError.parameter() + ": ";
    return parameter + providerError.message();
  }
}
