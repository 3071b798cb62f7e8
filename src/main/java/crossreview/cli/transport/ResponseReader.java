package crossreview.cli.transport;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads the head of an HTTP/1.1 answer (RFC 9112); what follows is its body. */
final class ResponseReader {
  private static final int LINE_BYTES_MAX = 16 * 1024; // the daemon's longest field has some 200
  private static final int FIELDS_MAX = 100;
  private static final int INTERIM_MAX = 10; // 1xx answers before the final one
  private static final int BEGIN = "HTTP/1.1 ".length();

  private ResponseReader() {}

  /**
   * The next final answer; interim ones are skipped.
   *
   * @param connection closed with the body
   * @throws ProtocolException for what is not HTTP/1.1
   */
  static ClientResponse read(InputStream in, Closeable connection) throws IOException {
    for (int interim = 0; interim <= INTERIM_MAX; interim++) {
      int status = status(line(in));
      Map<String, String> headers = headers(in);
      if (status >= 200) {
        return new ClientResponse(status, headers, body(status, headers, in, connection));
      }
    }
    throw new ProtocolException("more than " + INTERIM_MAX + " interim answers");
  }

  private static int status(String line) throws ProtocolException {
    if (!line.matches("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?")) {
      throw new ProtocolException("the answer is not HTTP/1.1");
    }
    return Integer.parseInt(line.substring(BEGIN, BEGIN + 3));
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (int fields = 0; fields <= FIELDS_MAX; fields++) {
      String line = line(in);
      if (line.isEmpty()) {
        return headers;
      }
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new ProtocolException("a header field without a name");
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.putIfAbsent(name, line.substring(colon + 1).strip());
    }
    throw new ProtocolException("more than " + FIELDS_MAX + " header fields");
  }

  /** A body ends as the head says, or with the connection. */
  private static InputStream body(
      int status, Map<String, String> headers, InputStream in, Closeable connection)
      throws IOException {
    String length = headers.getOrDefault("content-length", "");
    if (status == 204 || status == 304) {
      return BodyStream.ofLength(in, connection, 0);
    }
    if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      return BodyStream.ofChunks(in, connection);
    }
    if (length.isEmpty()) {
      return BodyStream.toTheEnd(in, connection);
    }
    if (!length.matches("[0-9]{1,18}")) {
      throw new ProtocolException("Content-Length is not a number");
    }
    return BodyStream.ofLength(in, connection, Long.parseLong(length));
  }

  /** A line without its end; the end of the input before it is a failure. */
  static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new ProtocolException("the connection ended in the middle of an answer");
      }
      if (line.length() == LINE_BYTES_MAX) {
        throw new ProtocolException("a line with more than " + LINE_BYTES_MAX + " bytes");
      }
      line.append((char) read);
    }
    return line.toString().stripTrailing();
  }
}
