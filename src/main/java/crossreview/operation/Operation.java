package crossreview.operation;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.ObjectCodec;
import crossreview.codec.RecordCodec;
import crossreview.codec.RecordMismatchException;
import crossreview.model.ProblemCode;
import crossreview.model.SessionId;
import crossreview.model.ValueChecks;
import crossreview.session.Session;
import io.vertx.core.Future;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
 * @param preview says where a call would lead; null where no other operation needs to know
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
    OperationHandler operationHandler,
    @Nullable OperationPreview preview) {
  public Operation {
    ValueChecks.text("name", name, 1, 63);
    ValueChecks.text("description", description, 20, 2_000);
  }

  /** An operation that does not say where a call would lead. */
  public Operation(
      String name,
      String title,
      String description,
      Map<String, Object> input,
      Map<String, Object> output,
      AccessRole accessRole,
      OperationHints operationHints,
      HttpRoute httpRoute,
      OperationHandler operationHandler) {
    this(
        name,
        title,
        description,
        input,
        output,
        accessRole,
        operationHints,
        httpRoute,
        operationHandler,
        null);
  }

  /** The same operation, which can say where a call would lead. */
  public <I> Operation previewed(Class<I> type, TypedPreview<I> typedPreview) {
    RecordCodec<I> codec = RecordCodec.of(type);
    return new Operation(
        name,
        title,
        description,
        input,
        output,
        accessRole,
        operationHints,
        httpRoute,
        operationHandler,
        (before, call) -> typedPreview.preview(before, call, read(codec, call.input())));
  }

  /** The same operation with another schema of its answers. */
  Operation answering(Map<String, Object> other) {
    return new Operation(
        name,
        title,
        description,
        input,
        other,
        accessRole,
        operationHints,
        httpRoute,
        operationHandler,
        preview);
  }

  /** What is said of an operation beside its input, its output and what it does. */
  public record OperationSummary(
      String name,
      String title,
      String description,
      AccessRole accessRole,
      OperationHints operationHints,
      HttpRoute httpRoute) {}

  /** An operation whose input is a record and whose output is a table of fields. */
  public static <I, O> Operation of(
      OperationSummary summary,
      Class<I> input,
      ObjectCodec<O> output,
      TypedHandler<I, O> typedHandler) {
    Map<String, Object> schema = RecordCodec.of(input).inputSchema();
    return of(
        summary, new OperationSchemas(schema, output.schema()), input, output::tree, typedHandler);
  }

  /** An operation whose input and output are records. */
  public static <I, O extends Record> Operation of(
      OperationSummary summary, Class<I> input, Class<O> output, TypedHandler<I, O> typedHandler) {
    RecordCodec<O> codec = RecordCodec.of(output);
    Map<String, Object> schema = RecordCodec.of(input).inputSchema();
    return of(
        summary,
        new OperationSchemas(schema, codec.outputSchema()),
        input,
        codec::write,
        typedHandler);
  }

  /** The schemas of an operation, where they are less than those of its types. */
  public record OperationSchemas(Map<String, Object> input, Map<String, Object> output) {}

  /**
   * An operation that shares its types with others and takes less of the input.
   *
   * @param written the output as a tree
   */
  public static <I, O> Operation of(
      OperationSummary summary,
      OperationSchemas schemas,
      Class<I> input,
      Function<O, Map<String, Object>> written,
      TypedHandler<I, O> typedHandler) {
    RecordCodec<I> codec = RecordCodec.of(input);
    return new Operation(
        summary.name(),
        summary.title(),
        summary.description(),
        schemas.input(),
        schemas.output(),
        summary.accessRole(),
        summary.operationHints(),
        summary.httpRoute(),
        call ->
            typedHandler
                .handle(call, read(codec, call.input()))
                .map(answer -> answer.form().apply(written.apply(answer.body()))));
  }

  private static <I> I read(RecordCodec<I> codec, Map<String, Object> input) {
    try {
      return codec.read(input);
    } catch (RecordMismatchException e) {
      throw new IllegalStateException("the input fits its schema and is not its record", e);
    }
  }

  /**
   * What an operation does to the world; clients are shown it before they call.
   *
   * @param spread the field of its answer that is a list of what each host has in memory
   * @param notesItself whether it writes its own lines into the audit log, with more in them
   */
  public record OperationHints(
      boolean readOnly,
      boolean destructive,
      boolean idempotent,
      boolean openWorld,
      @Nullable String spread,
      boolean notesItself) {
    public OperationHints(
        boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {
      this(readOnly, destructive, idempotent, openWorld, null, false);
    }

    /** Changes nothing, and lists what every host of a cluster has. */
    public static OperationHints lists(String field) {
      return new OperationHints(true, false, true, false, field, false);
    }

    /** Changes nothing. */
    public static final OperationHints READS = new OperationHints(true, false, true, false);

    /** Adds something; repeating it under the same key adds nothing. */
    public static final OperationHints ADDS = new OperationHints(false, false, true, false);

    /** Adds something, and notes it in the audit log by itself. */
    public static final OperationHints ADDS_AND_NOTES =
        new OperationHints(false, false, true, false, null, true);

    /** Adds something and talks to peers outside. */
    public static final OperationHints ASKS_PEERS = new OperationHints(false, false, true, true);

    /** Ends something. */
    public static final OperationHints ENDS = new OperationHints(false, true, true, false);
  }

  /**
   * Where HTTP has an operation, below {@code /api/v1}.
   *
   * @param path segments in braces are input fields
   * @param raw what a body that is not JSON is; absent when only JSON is taken
   * @param document the media type of an answer that is a document; absent when all are JSON
   */
  public record HttpRoute(
      String method, String path, @Nullable RawBody raw, @Nullable String document) {
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

  /** As {@link OperationHandler}, with the input as a record and the answer as a value. */
  @FunctionalInterface
  public interface TypedHandler<I, O> {
    Future<OperationAnswer<O>> handle(OperationCall operationCall, I input);
  }

  /** Says where a call would lead. */
  @FunctionalInterface
  public interface OperationPreview {
    /**
     * The state of the session after the call; nothing is recorded. Fails like the call.
     *
     * @param before the state that the call would find; null for one that opens a session
     */
    Future<Session> preview(@Nullable Session before, OperationCall operationCall);
  }

  /** As {@link OperationPreview}, with the input as a record. */
  @FunctionalInterface
  public interface TypedPreview<I> {
    Future<Session> preview(@Nullable Session before, OperationCall operationCall, I input);
  }

  /** The input of an operation that takes none. */
  public record NoInput() {}

  /** The input of an operation that takes a session alone. */
  public record SessionIdInput(@Description("The session.") SessionId sessionId) {}
}
