package crossreview.forge.flow;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.forge.PullVerdict;
import crossreview.forge.http.BlockingWait;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationCatalog;
import crossreview.operation.OperationResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reviews as a forge asks for them: the operations of the catalogue, called as a caller that is
 * named after the forge. Blocks virtual threads.
 */
final class ReviewCalls {
  private static final Duration ANSWER =
      Duration.ofSeconds(90); // of an operation, waiting included
  private static final Set<String> CONTINUED = Set.of("open", "divided", "inconclusive");

  private final OperationCatalog operationCatalog;
  private final Principal principal;

  ReviewCalls(OperationCatalog operationCatalog, String forge, String project) {
    this.operationCatalog = operationCatalog;
    this.principal = new Principal("forge-" + forge, AccessRole.CALLER, project);
  }

  /**
   * Opens a session, or continues one, and starts its run. Repeated with the same key and input it
   * changes nothing.
   *
   * @return the id of the session
   */
  String start(Map<String, Object> input, String key) {
    return JsonTree.text(call("session_start_unanimous", input, key), "/session_id").orElseThrow();
  }

  /** The state of a session as soon as its run has ended, or after this time. */
  Future<Map<String, Object>> poll(String session, int waitMs) {
    return invoke(
        "session_poll", JsonTree.of("session_id", session, "wait_ms", (long) waitMs), null);
  }

  /** Whether the next head goes on with this session. */
  boolean continues(String session) {
    Map<String, Object> polled = BlockingWait.result(poll(session, 0), ANSWER);
    return JsonTree.text(polled, "/state").filter(CONTINUED::contains).isPresent();
  }

  /** Ends a session for good; repeating it changes nothing. */
  void cancel(String session, String reason) {
    call("session_cancel", JsonTree.of("session_id", session, "reason", reason), null);
  }

  /** What the last run of a session came to. */
  PullVerdict verdict(String session) {
    return PullVerdict.of(result(session), output(session, "markdown"));
  }

  private Map<String, Object> result(String session) {
    try {
      return JsonReader.readObject(output(session, "json"));
    } catch (InvalidJsonException e) {
      throw new IllegalStateException("a result is JSON", e);
    }
  }

  private String output(String session, String format) {
    Map<String, Object> input = JsonTree.of("session_id", session, "format", format);
    return JsonTree.text(call("session_output", input, null), "/text").orElseThrow();
  }

  private Map<String, Object> call(
      String operation, Map<String, Object> input, @Nullable String key) {
    return BlockingWait.result(invoke(operation, input, key), ANSWER);
  }

  private Future<Map<String, Object>> invoke(
      String operation, Map<String, Object> input, @Nullable String key) {
    Map<String, Object> given = new LinkedHashMap<>(input);
    given.values().removeIf(value -> value == null);
    OperationCall call = new OperationCall(principal, given, key, principal.name());
    return operationCatalog
        .invoke(operationCatalog.find(operation).orElseThrow(), call)
        .map(OperationResult::body);
  }
}
