package crossreview.http.request;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import java.util.Map;

/**
 * What a request says.
 *
 * @param path decoded parameters of the path
 * @param query decoded parameters of the query
 * @param contentType lower case without parameters, or empty
 * @param charset lower case, or empty
 */
public record RequestParts(
    Map<String, String> path, MultiMap query, String contentType, String charset, byte[] body) {

  public static RequestParts of(HttpExchange httpExchange, Buffer body) {
    String header = httpExchange.request().getHeader("Content-Type");
    String[] parts = (header == null ? "" : header).toLowerCase(Locale.ROOT).split(";", 2);
    return new RequestParts(
        httpExchange.context().pathParams(),
        httpExchange.context().queryParams(),
        parts[0].strip(),
        parts.length == 2 ? charset(parts[1]) : "",
        body.getBytes());
  }

  private static String charset(String parameters) {
    for (String parameter : parameters.split(";", 10)) {
      if (parameter.strip().startsWith("charset=")) {
        return parameter.strip().substring("charset=".length()).replace("\"", "");
      }
    }
    return "";
  }
}
