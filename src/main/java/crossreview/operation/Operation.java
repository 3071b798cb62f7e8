package crossreview.operation;

import crossreview.access.AccessRole;
import crossreview.model.ProblemCode;
import crossreview.model.ValueChecks;
import io.vertx.core.Future;
import java.util.Map;

/**
 * Something that can be asked of the daemon.
 *
 * @param name the stable name, lower case with underscores, at most 63 characters
 * @param title a few words for people
 * @param description written for a model that reads it: when to use it, what comes back, what next
 * @param input JSON Schema of an object; closed
 * @param output JSON Schema of the answer's body
 * @param accessRole the least role that may ask
 * @param httpRoute where HTTP has it
 */
public record Operation(
    String name,
    String title,
    String description,
    Map<String, Object> input,
    Map<String, Object> output,
    AccessRole accessRole,
    OperationHints operationHints,
    HttpRoute httpRoute,
    OperationHandler operationHandler) {
  public Operation {
    ValueChecks.text("name", name, 1, 63);
    ValueChecks.text("description", description, 20, 2_000);
  }

  /**
   * What an operation does to the world; doors show it to whoever decides to call it.
   *
   * @param spread the field of its answer that is a list of what each host has in memory, or null
   */
  public record OperationHints(
      boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld, String spread) {
    public OperationHints(
        boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {
      this(readOnly, destructive, idempotent, openWorld, null);
    }

    /** Changes nothing, and lists what every host of a cluster has. */
    public static OperationHints lists(String field) {
      return new OperationHints(true, false, true, false, field);
    }

    /** Changes nothing. */
    public static final OperationHints READS = new OperationHints(true, false, true, false);

    /** Adds something; repeating it under the same key adds nothing. */
    public static final OperationHints ADDS = new OperationHints(false, false, true, false);

    /** Adds something and talks to peers outside. */
    public static final OperationHints ASKS_PEERS = new OperationHints(false, false, true, true);

    /** Ends something. */
    public static final OperationHints ENDS = new OperationHints(false, true, true, false);
  }

  /**
   * Where HTTP has an operation, below {@code /api/v1}.
   *
   * @param path segments in braces are input fields
   * @param raw what a body that is not JSON is, or null when only JSON is taken
   * @param document the media type of an answer that is a document, or null when all are JSON
   */
  public record HttpRoute(String method, String path, RawBody raw, String document) {
    public static HttpRoute get(String path) {
      return new HttpRoute("GET", path, null, null);
    }

    /** A route that answers with a document, or on request with the JSON that holds it. */
    public static HttpRoute getDocument(String path, String mediaType) {
      return new HttpRoute("GET", path, null, mediaType);
    }

    public static HttpRoute post(String path) {
      return new HttpRoute("POST", path, null, null);
    }

    /** A route that takes its text as the body itself as well; other fields come from the query. */
    public static HttpRoute postText(String path, RawBody raw) {
      return new HttpRoute("POST", path, raw, null);
    }
  }

  /**
   * A body that is a text and no JSON.
   *
   * @param text the field that it fills
   * @param mediaType the field that the content type fills
   * @param notUtf8 the refusal of a body that is not UTF-8
   */
  public record RawBody(String text, String mediaType, ProblemCode notUtf8) {}

  /**
   * Answers a call whose role and input were checked. Fails with {@code Refused}, or it is a bug.
   */
  @FunctionalInterface
  public interface OperationHandler {
    Future<OperationResult> handle(OperationCall operationCall);
  }
}
