package crossreview.cli.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;

/**
 * One request and its answer in HTTP/1.1 (RFC 9112), one connection each.
 *
 * <pre>
 *   POST /api/v1/sessions HTTP/1.1
 *   Host: localhost
 *   Connection: close
 *   Authorization: Bearer xr_…
 *   Content-Length: 17
 *
 *   {"task":"review"}
 * </pre>
 */
final class RequestExchange {
  private RequestExchange() {}

  /** Connects to the daemon, which is then known to be the right one. */
  @FunctionalInterface
  interface Connector {
    DaemonConnection open() throws IOException;
  }

  /**
   * Returns when the head of the answer has come.
   *
   * @param host the value of the field Host
   * @param prefix of the request's target
   */
  static ClientResponse send(
      Connector connector, String host, String prefix, ClientRequest request, BearerToken token)
      throws IOException, InterruptedException {
    try {
      return answered(connector.open(), bytes(host, prefix, request, token));
    } catch (ClosedByInterruptException e) {
      Thread.interrupted(); // the exception says it from here on
      throw new InterruptedException();
    }
  }

  private static ClientResponse answered(DaemonConnection connection, byte[] request)
      throws IOException {
    try {
      connection.write(request);
      ClientResponse response = ResponseReader.read(connection.in(), connection);
      connection.untimed();
      return response;
    } catch (IOException e) {
      connection.close();
      throw connection.cause(e);
    }
  }

  private static byte[] bytes(
      String host, String prefix, ClientRequest request, BearerToken token) {
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(prefix).append(request.target());
    head.append(" HTTP/1.1\r\n");
    field(head, "Host", host);
    field(head, "Connection", "close");
    field(head, "Authorization", token.header());
    request.headers().forEach((name, value) -> field(head, name, value));
    byte[] body = request.body() == null ? new byte[0] : request.body();
    if (request.body() != null) {
      field(head, "Content-Length", Integer.toString(body.length));
    }
    head.append("\r\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length() + body.length);
    bytes.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  private static void field(StringBuilder head, String name, String value) {
    if (value.chars().anyMatch(c -> c < 0x20 || c > 0x7e)) {
      throw new IllegalStateException(
          name + " contains characters that are not allowed in a header field");
    }
    head.append(name).append(": ").append(value).append("\r\n");
  }
}
