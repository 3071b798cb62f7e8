package crossreview.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;

/**
 * Answers what is no HTTP request; the connection is closed, for nobody knows where the next
 * begins.
 */
final class BrokenRequest {
  private BrokenRequest() {}

  static void answer(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    Reply reply =
        switch (cause) {
          case TooLongHttpLineException e ->
              Reply.problem(414, "uri_too_long", "the request line is too long");
          case TooLongHttpHeaderException e ->
              Reply.problem(431, "headers_too_large", "the headers are too large");
          case null, default -> Reply.problem(400, "bad_request", "this is no HTTP request");
        };
    reply
        .send(request.response().putHeader("Connection", "close"))
        .onComplete(sent -> request.connection().close());
  }
}
