package crossreview.http.server;

import crossreview.http.reply.HttpReply;
import crossreview.http.request.HttpExchange;
import crossreview.model.RequestProblem;
import crossreview.operation.Operation;
import crossreview.operation.OperationResult;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.MIMEHeader;
import java.util.List;

/** Turns results into answers. */
final class ResultReply {
  private ResultReply() {}

  static void send(
      HttpExchange httpExchange, Operation operation, OperationResult operationResult) {
    if (httpExchange.answered()) {
      return; // its token was withdrawn meanwhile
    }
    switch (operationResult) {
      case OperationResult.ValueResult valueResult ->
          httpExchange.reply(HttpReply.json(200, valueResult.body()));
      case OperationResult.CreatedResult createdResult ->
          placed(httpExchange, createdResult.path(), HttpReply.json(201, createdResult.body()));
      case OperationResult.AcceptedResult acceptedResult ->
          placed(httpExchange, acceptedResult.path(), HttpReply.json(202, acceptedResult.body()));
      case OperationResult.DocumentResult documentResult -> document(httpExchange, documentResult);
    }
  }

  private static void placed(HttpExchange httpExchange, String path, HttpReply httpReply) {
    HttpServerResponse response = httpExchange.response();
    response.putHeader("Location", RouterFactory.API + path);
    httpExchange.reply(httpReply);
  }

  /** As it is, unless the client wants JSON more. */
  private static void document(
      HttpExchange httpExchange, OperationResult.DocumentResult documentResult) {
    String plain = documentResult.mediaType().split(";", 2)[0];
    List<MIMEHeader> wanted = httpExchange.context().parsedHeaders().accept();
    for (MIMEHeader header : wanted) {
      if (accepts(header, plain)) {
        httpExchange.reply(new HttpReply(200, documentResult.mediaType(), documentResult.bytes()));
        return;
      }
      if (accepts(header, HttpReply.JSON)) {
        httpExchange.reply(HttpReply.json(200, documentResult.body()));
        return;
      }
    }
    if (wanted.isEmpty()) {
      httpExchange.reply(new HttpReply(200, documentResult.mediaType(), documentResult.bytes()));
      return;
    }
    String message = "available types: " + plain + " or " + HttpReply.JSON;
    httpExchange.refuse(RequestProblem.NOT_ACCEPTABLE.problem(message));
  }

  private static boolean accepts(MIMEHeader header, String type) {
    String[] parts = type.split("/", 2);
    return (header.component().equals("*") || header.component().equals(parts[0]))
        && (header.subComponent().equals("*") || header.subComponent().equals(parts[1]));
  }
}
