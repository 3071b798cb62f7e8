package crossreview.webhook;

import crossreview.guard.Secret;
import crossreview.peer.provider.http.AddressFallback;
import crossreview.peer.provider.http.BoundedBody;
import crossreview.profile.WebhookAddress;
import crossreview.time.Clock;
import crossreview.webhook.DeliveryOutcome.Acceptance;
import crossreview.webhook.DeliveryOutcome.FailedAttempt;
import crossreview.webhook.DeliveryOutcome.Unsubscription;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The connection to one target. Any thread. */
final class WebhookSender {
  private static final int ANSWER_BYTES = 16 * 1024; // what it says is not read by anyone
  private static final int KEEP_ALIVE_SECONDS = 30;

  private final Vertx vertx;
  private final HttpClient client;
  private final AddressFallback addresses;
  private final SenderParts parts;

  /**
   * What it works with.
   *
   * @param patience for a whole delivery, from the look-up of the name to the end of the answer
   */
  record SenderParts(
      URI url,
      WebhookAddress address,
      Secret secret,
      String agent,
      Clock clock,
      Duration patience) {}

  WebhookSender(Vertx vertx, SenderParts parts) {
    this.vertx = vertx;
    this.parts = parts;
    HttpClientOptions options =
        new HttpClientOptions()
            .setSsl(tls())
            .setConnectTimeout((int) parts.patience().toMillis())
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS);
    PoolOptions pool = new PoolOptions().setHttp1MaxSize(1).setMaxWaitQueueSize(1);
    this.client = vertx.httpClientBuilder().with(options).with(pool).build();
    this.addresses =
        new AddressFallback(vertx, client, AddressFallback::resolved, parts.address()::refusal);
  }

  private boolean tls() {
    return parts.url().getScheme().equalsIgnoreCase("https");
  }

  /** Sends a message once; never fails. */
  Future<DeliveryOutcome> send(String id, byte[] body) {
    Promise<DeliveryOutcome> outcome = Promise.promise();
    Future<HttpClientRequest> open = addresses.request(options(id, body));
    long late =
        vertx.setTimer(
            parts.patience().toMillis(),
            timer -> {
              open.onSuccess(HttpClientRequest::reset);
              String why = "no answer within " + parts.patience().toMillis() + " ms";
              outcome.tryComplete(new FailedAttempt(why, 0));
            });
    open.compose(request -> answer(request, body))
        .recover(cause -> Future.succeededFuture(new FailedAttempt(said(cause), 0)))
        .onComplete(done -> {
          vertx.cancelTimer(late);
          outcome.tryComplete(done.result());
        });
    return outcome.future();
  }

  /** The answer is waited for before anything is sent, so that it cannot end unheard. */
  private Future<DeliveryOutcome> answer(HttpClientRequest request, byte[] body) {
    Future<DeliveryOutcome> answer = request.response().compose(this::read);
    return request.end(Buffer.buffer(body)).compose(sent -> answer);
  }

  private static String said(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  /** The status decides; the rest is read so that the connection can be used again. */
  private Future<DeliveryOutcome> read(HttpClientResponse response) {
    DeliveryOutcome outcome = outcome(response.statusCode(), response.getHeader("Retry-After"));
    return BoundedBody.read(response, ANSWER_BYTES).map(outcome).otherwise(outcome);
  }

  private DeliveryOutcome outcome(int status, @Nullable String retryAfter) {
    if (status >= 200 && status < 300) {
      return new Acceptance();
    }
    if (status == 410) {
      return new Unsubscription();
    }
    String why = "status " + status + (status / 100 == 3 ? ": redirects are not followed" : "");
    return new FailedAttempt(why, retryMs(retryAfter, parts.clock().now()));
  }

  /** In seconds, or a date of HTTP; anything else asks for nothing. */
  static long retryMs(@Nullable String retryAfter, Instant now) {
    String text = retryAfter == null ? "" : retryAfter.strip();
    if (text.matches("[0-9]{1,9}")) {
      return Long.parseLong(text) * 1_000;
    }
    try {
      Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Math.max(0, Duration.between(now, until).toMillis());
    } catch (DateTimeParseException e) {
      return 0; // a receiver's mistake is not a reason to wait longer or shorter
    }
  }

  private RequestOptions options(String id, byte[] body) {
    URI url = parts.url();
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    long seconds = parts.clock().now().getEpochSecond();
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setHost(url.getHost())
        .setPort(url.getPort() > 0 ? url.getPort() : tls() ? 443 : 80)
        .setSsl(tls())
        .setFollowRedirects(false)
        .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
        .putHeader("user-agent", parts.agent())
        .putHeader("content-type", "application/json")
        .putHeader("webhook-id", id)
        .putHeader("webhook-timestamp", Long.toString(seconds))
        .putHeader("webhook-signature", StandardSignature.of(parts.secret(), id, seconds, body));
  }

  void close() {
    client.close();
  }
}
