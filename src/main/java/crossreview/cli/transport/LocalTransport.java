package crossreview.cli.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.function.Predicate;

/**
 * To the daemon of this machine, through its Unix domain socket: HTTP/1.1 (RFC 9112), one
 * connection per request.
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
public final class LocalTransport implements DaemonTransport {
  private final Path socket;
  private final Predicate<UserPrincipal> trusted;
  private final BearerToken token;

  /**
   * @param trusted the users who may listen at the socket; a token is sent to no others
   */
  public LocalTransport(Path socket, Predicate<UserPrincipal> trusted, BearerToken token) {
    this.socket = socket;
    this.trusted = trusted;
    this.token = token;
  }

  @Override
  public ClientResponse send(ClientRequest request) throws IOException, InterruptedException {
    try {
      return answered(UnixConnection.open(socket, trusted, request.patience()), request);
    } catch (ClosedByInterruptException e) {
      Thread.interrupted(); // the exception says it from here on
      throw new InterruptedException();
    }
  }

  private ClientResponse answered(UnixConnection connection, ClientRequest request)
      throws IOException {
    try {
      connection.write(bytes(request));
      ClientResponse response = ResponseReader.read(connection.in(), connection);
      connection.untimed();
      return response;
    } catch (IOException e) {
      connection.close();
      throw connection.cause(e);
    }
  }

  private byte[] bytes(ClientRequest request) {
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
    field(head, "Host", "localhost");
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
