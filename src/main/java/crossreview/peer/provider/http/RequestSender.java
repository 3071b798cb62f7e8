package crossreview.peer.provider.http;

import crossreview.time.TimerService;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Sends a request, and knows whether it left this machine whole.
 *
 * <p>A provider closes connections that are idle, so a kept one may be closed at the moment of its
 * next use. Before the write the connection's event loop gets the time to notice an end that has
 * arrived already. A request that could not be written whole was not processed by anybody: it is
 * sent once more on another connection, and this costs nothing. Any thread.
 */
final class RequestSender {
  private static final int CONNECTIONS_MAX = 2;

  /** An end that has arrived is read within one turn of the event loop. */
  private static final Duration NOTICE = Duration.ofMillis(1);

  private final ProviderClient providerClient;
  private final TimerService timerService;

  RequestSender(ProviderClient providerClient, TimerService timerService) {
    this.providerClient = providerClient;
    this.timerService = timerService;
  }

  /** The request did not leave this machine whole, so it was not processed. */
  static final class UnsentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean connected;
    private final transient Throwable why;

    UnsentException(boolean connected, Throwable cause) {
      super(cause.getMessage(), cause, false, false);
      this.connected = connected;
      this.why = cause;
    }

    Throwable why() {
      return why;
    }
  }

  /**
   * The head of the answer. Fails with {@link UnsentException} if nothing was spent, else with what
   * broke the connection.
   *
   * @param begin is told of the request immediately before it is written; false if it is no longer
   *     wanted
   */
  Future<HttpClientResponse> send(
      RequestOptions options, byte[] body, Predicate<HttpClientRequest> begin) {
    return send(new SendTask(options, body, begin), 1);
  }

  private record SendTask(
      RequestOptions options, byte[] body, Predicate<HttpClientRequest> begin) {}

  private Future<HttpClientResponse> send(SendTask task, int number) {
    return providerClient
        .request(task.options())
        .recover(cause -> unsent(false, cause))
        .compose(connected -> write(connected, task))
        .recover(cause ->
            cause instanceof UnsentException unsent && unsent.connected && number < CONNECTIONS_MAX
                ? send(task, number + 1)
                : Future.failedFuture(cause));
  }

  private Future<HttpClientResponse> write(HttpClientRequest connected, SendTask task) {
    AtomicBoolean closed = new AtomicBoolean();
    connected.exceptionHandler(cause -> closed.set(true)); // the futures below say it, too
    connected.connection().closeHandler(end -> closed.set(true));
    Promise<Void> noticed = Promise.promise();
    timerService.after(NOTICE, noticed::complete);
    return noticed
        .future()
        .compose(on ->
            closed.get()
                ? unsent(true, new HttpClosedException("closed before the write"))
                : writeOpen(connected, task));
  }

  private static Future<HttpClientResponse> writeOpen(HttpClientRequest open, SendTask task) {
    if (!task.begin().test(open)) {
      open.reset();
      return unsent(false, new IllegalStateException("no longer wanted"));
    }
    Future<Void> written = open.end(Buffer.buffer(task.body()));
    return open.response()
        .recover(cause ->
            written
                .<HttpClientResponse>compose(whole -> Future.failedFuture(cause))
                .recover(
                    lost -> written.failed() ? unsent(true, lost) : Future.failedFuture(lost)));
  }

  private static <T> Future<T> unsent(boolean connected, Throwable cause) {
    return Future.failedFuture(new UnsentException(connected, cause));
  }
}
