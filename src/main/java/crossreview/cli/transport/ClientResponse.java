package crossreview.cli.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer whose body is still to be read.
 *
 * @param headers by lower-case name, the first of each
 * @param body closing it closes the connection
 */
public record ClientResponse(int status, Map<String, String> headers, InputStream body)
    implements AutoCloseable {
  /** The value of a header field, or an empty text. */
  public String header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, "");
  }

  /** Whether it is a stream of server-sent events. */
  public boolean isEventStream() {
    return header("content-type").startsWith("text/event-stream");
  }

  /** The whole body. */
  public String text() throws IOException {
    return new String(body.readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
