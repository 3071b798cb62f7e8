package crossreview.http.request;

import crossreview.http.reply.HttpReply;
import crossreview.model.RequestProblem;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;

/**
 * Answers what is not an HTTP request; the connection is closed, because it is unknown where the
 * next begins.
 */
public final class InvalidRequestHandler {
  private InvalidRequestHandler() {}

  public static void answer(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    HttpReply httpReply =
        switch (cause) {
          case TooLongHttpLineException e ->
              HttpReply.problem(RequestProblem.URI_TOO_LONG, "the request line is too long");
          case TooLongHttpHeaderException e ->
              HttpReply.problem(RequestProblem.HEADERS_TOO_LARGE, "the headers are too large");
          case null, default ->
              HttpReply.problem(RequestProblem.BAD_REQUEST, "this is not an HTTP request");
        };
    httpReply
        .send(request.response().putHeader("Connection", "close"))
        .onComplete(sent -> request.connection().close());
  }
}
