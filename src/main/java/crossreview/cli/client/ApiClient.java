package crossreview.cli.client;

import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.render.DisplayFormats;
import crossreview.cli.transport.ClientRequest;
import crossreview.cli.transport.ClientResponse;
import crossreview.cli.transport.DaemonTransport;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import crossreview.model.ProblemCode;
import crossreview.model.ProblemKind;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The daemon's HTTP API. Failures are {@link CliException}s with the exit code that fits.
 *
 * <p>Each call names the fields that its answer must have, so that an answer of some other server
 * is never taken for an empty list.
 */
public final class ApiClient {
  private static final Duration ANSWER =
      Duration.ofSeconds(60); // a session that another host holds takes 26 s

  private static final int TRIES = 3;
  private static final Duration PAUSE = Duration.ofSeconds(1); // what Retry-After says at least

  private static final int PLACES_MAX = 5; // of the secrets in one note
  private static final int SECRETS_NAMED_MAX = 20; // a daemon names no more

  private static final String API = "/api/v1";

  private final DaemonAddress address;
  private final DaemonTransport transport;
  private final Supplier<String> freshKey;
  private final Consumer<String> notes;

  /**
   * @param freshKey makes keys that nobody else uses
   * @param notes hears what the person at the command line should know about an answer
   */
  public ApiClient(DaemonAddress address, Supplier<String> freshKey, Consumer<String> notes) {
    this.notes = notes;
    this.address = address;
    this.freshKey = freshKey;
    this.transport = address.transport();
  }

  public DaemonAddress address() {
    return address;
  }

  /**
   * Asks for a resource.
   *
   * @param needed the fields that the answer must have
   */
  public JsonNode get(String path, String... needed) {
    return tree(path, text(json(ClientRequest.get(API + path, ANSWER))), needed);
  }

  /** What the daemon says that it can do, in OpenAPI. */
  public JsonNode description() {
    String path = "/openapi.json";
    return tree(path, text(json(ClientRequest.get(path, ANSWER))), "paths");
  }

  /** Any operation; the answer as it came. */
  public Map<?, ?> call(
      OperationDescriptor operation, Map<String, Object> input, @Nullable String key) {
    Map<String, Object> rest = new LinkedHashMap<>(input);
    String path = operation.requestPath(rest);
    return operation.isWrite() ? post(path, rest, key).map() : get(path).map();
  }

  /** A document as it is; a daemon names each request, so other servers are recognised. */
  public String text(String path, String mediaType) {
    ClientRequest request = ClientRequest.get(API + path, ANSWER).with("Accept", mediaType);
    try (ClientResponse response = send(request)) {
      if (response.header("x-request-id").isEmpty()) {
        throw foreign("its answer to " + path + " has no X-Request-Id");
      }
      return response.text();
    } catch (IOException e) {
      throw address.unreachable(e);
    }
  }

  /**
   * Changes something, once: every command has a key, so a daemon that does not know whether it was
   * done, or cannot do it just now, is asked again.
   *
   * @param key under which the caller repeats the call; null for one that is made here
   * @param needed the fields that the answer must have
   */
  public JsonNode post(
      String path, Map<String, Object> body, @Nullable String key, String... needed) {
    ClientRequest request =
        json(ClientRequest.post(API + path, JsonWriter.of(body), ANSWER))
            .with("Idempotency-Key", key == null ? freshKey.get() : key);
    for (int again = 1; ; again++) {
      try {
        JsonNode answer = tree(path, text(request), needed);
        noteSecrets(answer.trees("secrets_found"));
        return answer;
      } catch (CliException refusal) {
        if (again == TRIES || !passes(refusal)) {
          throw refusal;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private void noteSecrets(List<JsonNode> found) {
    if (!found.isEmpty()) {
      String places =
          found.stream()
              .limit(PLACES_MAX)
              .map(each -> place(each) + ": " + JsonNode.safe(each.text("kind")))
              .collect(Collectors.joining(", "));
      String count =
          found.size() < SECRETS_NAMED_MAX
              ? DisplayFormats.plural(found.size(), "possible secret")
              : found.size() + " or more possible secrets";
      notes.accept(
          count
              + " in what was submitted ("
              + places
              + (found.size() > PLACES_MAX ? ", …" : "")
              + "); peers see an artifact and evidence as they are, other texts are masked");
    }
  }

  private static String place(JsonNode found) {
    String field = JsonNode.safe(found.text("field"));
    return (field.isEmpty() ? "" : field + " ") + "line " + found.number("line");
  }

  /** Whether a daemon refused it for a reason that passes by itself within seconds. */
  private static boolean passes(CliException refusal) {
    return ProblemCode.find(refusal.code())
        .filter(code -> !(code instanceof CliProblem))
        .map(ProblemCode::traits)
        .filter(traits -> traits.status() == 503 && traits.retryHelps())
        .isPresent();
  }

  /**
   * A stream of events; the caller closes it.
   *
   * @param position where an earlier one was
   */
  ClientResponse stream(String path, Optional<String> position) {
    ClientRequest request =
        ClientRequest.get(API + path, ANSWER).with("Accept", "text/event-stream");
    ClientResponse response =
        send(position.map(id -> request.with("Last-Event-ID", id)).orElse(request));
    if (!response.isEventStream()) {
      throw foreign("it does not return events for GET " + path + "");
    }
    return response;
  }

  private static ClientRequest json(ClientRequest request) {
    return request.with("Accept", "application/json, application/problem+json");
  }

  private String text(ClientRequest request) {
    try (ClientResponse response = send(request)) {
      return response.text();
    } catch (IOException e) {
      throw address.unreachable(e);
    }
  }

  /** An answer that is not a refusal. */
  private ClientResponse send(ClientRequest request) {
    try {
      ClientResponse response = transport.send(request);
      if (response.status() < 400) {
        return response;
      }
      try (response) {
        throw refused(response.status(), response.text());
      }
    } catch (IOException e) {
      throw address.unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(CliProblem.INTERRUPTED, "interrupted");
    }
  }

  private CliException refused(int status, String body) {
    JsonNode problem;
    try {
      problem = JsonNode.of(JsonReader.read(body));
    } catch (InvalidJsonException e) {
      problem = JsonNode.EMPTY;
    }
    String code = problem.has("code") ? problem.text("code") : "http_" + status;
    String detail =
        problem.has("detail") ? problem.text("detail") : "the daemon answered " + status;
    String whose =
        status == 401
            ? "; " + address.token().place() + " has none that " + address.display() + " knows"
            : "";
    return CliException.refused(
        code, kind(status), withFaults(detail + whose, problem.trees("errors")));
  }

  /** Each fault of the request on its own line, unless the detail has it already. */
  private static String withFaults(String detail, List<JsonNode> faults) {
    StringBuilder text = new StringBuilder(detail);
    for (JsonNode fault : faults) {
      String pointer = fault.text("pointer");
      if (!detail.contains(pointer) || !detail.contains(fault.text("detail"))) {
        text.append("\n  ").append(pointer).append("  ").append(fault.text("detail"));
      }
    }
    return text.toString();
  }

  /** What an answer is most likely whose code this version does not know. */
  private static ProblemKind kind(int status) {
    return switch (status) {
      case 401, 403 -> ProblemKind.PERMISSION_DENIED;
      case 402, 429, 507 -> ProblemKind.LIMIT_EXCEEDED;
      default -> status < 500 ? ProblemKind.INVALID_REQUEST : ProblemKind.TEMPORARY_FAILURE;
    };
  }

  private JsonNode tree(String path, String body, String... needed) {
    try {
      JsonNode tree = JsonNode.of(JsonReader.readObject(body));
      for (String field : needed) {
        if (!tree.map().containsKey(field)) {
          throw foreign("its answer to " + path.split("\\?", 2)[0] + " has no \"" + field + "\"");
        }
      }
      return tree;
    } catch (InvalidJsonException e) {
      throw foreign(e.getMessage());
    }
  }

  private CliException foreign(String why) {
    return new CliException(
        CliProblem.BAD_ANSWER,
        "the server at " + address.display() + " is not a crossreview daemon: " + why);
  }
}
