package crossreview.cli.transport;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to a daemon. The transport adds the host and the token.
 *
 * @param target path and query
 * @param body null for none
 * @param patience how long the head of the answer may take
 */
public record ClientRequest(
    String method,
    String target,
    Map<String, String> headers,
    byte @Nullable [] body,
    Duration patience) {
  public static ClientRequest get(String target, Duration patience) {
    return new ClientRequest("GET", target, Map.of(), null, patience);
  }

  public static ClientRequest post(String target, String json, Duration patience) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    return new ClientRequest(
        "POST", target, Map.of("Content-Type", "application/json"), body, patience);
  }

  /** The same with one more header field. */
  public ClientRequest with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new ClientRequest(method, target, more, body, patience);
  }
}
