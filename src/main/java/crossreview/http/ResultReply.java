package crossreview.http;

import crossreview.model.Problem;
import crossreview.operation.Operation;
import crossreview.operation.Result;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.MIMEHeader;
import java.util.List;

/** Turns results into answers. */
final class ResultReply {
  private ResultReply() {}

  static void send(Exchange exchange, Operation operation, Result result) {
    switch (result) {
      case Result.Done done -> exchange.reply(Reply.json(200, done.body()));
      case Result.Made made -> placed(exchange, made.path(), Reply.json(201, made.body()));
      case Result.Begun begun -> placed(exchange, begun.path(), Reply.json(202, begun.body()));
      case Result.Document document -> document(exchange, document);
    }
  }

  private static void placed(Exchange exchange, String path, Reply reply) {
    HttpServerResponse response = exchange.response();
    response.putHeader("Location", Routes.API + path);
    exchange.reply(reply);
  }

  /** As it is, unless the client wants JSON more. */
  private static void document(Exchange exchange, Result.Document document) {
    String plain = document.mediaType().split(";", 2)[0];
    List<MIMEHeader> wanted = exchange.context().parsedHeaders().accept();
    for (MIMEHeader header : wanted) {
      if (accepts(header, plain)) {
        exchange.reply(new Reply(200, document.mediaType(), document.bytes()));
        return;
      }
      if (accepts(header, Reply.JSON)) {
        exchange.reply(Reply.json(200, document.body()));
        return;
      }
    }
    if (wanted.isEmpty()) {
      exchange.reply(new Reply(200, document.mediaType(), document.bytes()));
      return;
    }
    String message = "this is there as " + plain + " or " + Reply.JSON;
    exchange.refuse(Problem.invalid("not_acceptable", message));
  }

  private static boolean accepts(MIMEHeader header, String type) {
    String[] parts = type.split("/", 2);
    return (header.component().equals("*") || header.component().equals(parts[0]))
        && (header.subComponent().equals("*") || header.subComponent().equals(parts[1]));
  }
}
