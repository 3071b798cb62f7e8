package crossreview.http.request;

import crossreview.http.reply.HttpReply;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;

/**
 * Answers what is no HTTP request; the connection is closed, for nobody knows where the next
 * begins.
 */
public final class InvalidRequestHandler {
  private InvalidRequestHandler() {}

  public static void answer(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    HttpReply httpReply =
        switch (cause) {
          case TooLongHttpLineException e ->
              HttpReply.problem(414, "uri_too_long", "the request line is too long");
          case TooLongHttpHeaderException e ->
              HttpReply.problem(431, "headers_too_large", "the headers are too large");
          case null, default -> HttpReply.problem(400, "bad_request", "this is no HTTP request");
        };
    httpReply
        .send(request.response().putHeader("Connection", "close"))
        .onComplete(sent -> request.connection().close());
  }
}
