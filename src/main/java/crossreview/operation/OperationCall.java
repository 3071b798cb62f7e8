package crossreview.operation;

import crossreview.access.Principal;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.TraceContext;
import crossreview.store.log.Actor;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call of an operation.
 *
 * @param input checked against the operation's schema
 * @param key the key under which the caller may repeat the call
 * @param requestId is in every log line about it
 * @param progress hears in a few words how far it is, on any thread
 * @param trace where it belongs in a trace of the caller; null where that is not said
 */
public record OperationCall(
    Principal principal,
    Map<String, Object> input,
    @Nullable String key,
    String requestId,
    Consumer<String> progress,
    @Nullable TraceContext trace) {

  /** A call without progress messages. */
  public OperationCall(
      Principal principal, Map<String, Object> input, @Nullable String key, String requestId) {
    this(principal, input, key, requestId, text -> {});
  }

  /** A call that belongs to no trace. */
  public OperationCall(
      Principal principal,
      Map<String, Object> input,
      @Nullable String key,
      String requestId,
      Consumer<String> progress) {
    this(principal, input, key, requestId, progress, null);
  }

  /** The same as a part of a trace; null for none. */
  public OperationCall in(@Nullable TraceContext other) {
    return new OperationCall(principal, input, key, requestId, progress, other);
  }

  public boolean has(String field) {
    return input.get(field) != null;
  }

  /** A whole number, or the fallback when the field is absent. */
  public long number(String field, long fallback) {
    return input.get(field) instanceof Number number ? number.longValue() : fallback;
  }

  /** The session that the call is about; refused like an unknown one when it cannot be an id. */
  public SessionId session() {
    String given = String.valueOf(input.get("session_id"));
    Optional<SessionId> id = SessionId.parse(given);
    return id.orElseThrow(() -> new ProblemException(Problem.noSession(given)));
  }

  public Actor cause() {
    return new Actor(principal.name(), key, trace);
  }
}
