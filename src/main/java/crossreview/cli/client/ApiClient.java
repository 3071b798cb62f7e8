package crossreview.cli.client;

import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import crossreview.model.ProblemKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The daemon's HTTP door. Failures are {@link CliException}s with the exit code that fits. */
public final class ApiClient {
  private static final Duration ANSWER =
      Duration.ofSeconds(60); // a session that another host holds takes 26 s

  private final DaemonAddress address;
  private final HttpClient http;

  public ApiClient(DaemonAddress address) {
    this.address = address;
    this.http = HttpClientFactory.client(address);
  }

  public DaemonAddress address() {
    return address;
  }

  HttpClient http() {
    return http;
  }

  public JsonNode get(String path) {
    return tree(send(request(path).GET()));
  }

  /** What the daemon says that it can do, in OpenAPI. */
  public JsonNode description() {
    return tree(send(at(address.url() + "/openapi.json").GET()));
  }

  /** Any operation; the answer as it came. */
  public Map<?, ?> call(OperationDescriptor operation, Map<String, Object> input, String key) {
    Map<String, Object> rest = new LinkedHashMap<>(input);
    String path = operation.requestPath(rest);
    return operation.isWrite() ? post(path, rest, key).map() : get(path).map();
  }

  public String text(String path, String mediaType) {
    HttpRequest.Builder request = request(path).GET();
    return send(request.setHeader("Accept", mediaType)).body();
  }

  public JsonNode post(String path, Map<String, Object> body, String key) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JsonWriter.of(body)));
    return tree(send(key == null ? request : request.header("Idempotency-Key", key)));
  }

  private HttpRequest.Builder request(String path) {
    return at(address.url() + "/api/v1" + path);
  }

  private HttpRequest.Builder at(String url) {
    return HttpRequest.newBuilder(URI.create(url))
        .timeout(ANSWER)
        .header("Accept", "application/json, application/problem+json")
        .header("Authorization", "Bearer " + address.token());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    HttpResponse<String> response;
    try {
      response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new CliException(
          CliProblem.DAEMON_NOT_REACHABLE,
          "cannot reach the daemon at " + address.url() + ". Is it running? " + address.start());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(CliProblem.INTERRUPTED, "interrupted");
    }
    if (response.statusCode() >= 400) {
      throw refused(response);
    }
    return response;
  }

  private static CliException refused(HttpResponse<String> response) {
    JsonNode problem;
    try {
      problem = JsonNode.of(JsonReader.read(response.body()));
    } catch (InvalidJsonException e) {
      problem = JsonNode.EMPTY;
    }
    String code = problem.has("code") ? problem.text("code") : "http_" + response.statusCode();
    String detail =
        problem.has("detail")
            ? problem.text("detail")
            : "the daemon answered " + response.statusCode();
    return CliException.refused(
        code, kind(response.statusCode()), withFaults(detail, problem.trees("errors")));
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

  private static JsonNode tree(HttpResponse<String> response) {
    try {
      return JsonNode.of(JsonReader.read(response.body()));
    } catch (InvalidJsonException e) {
      throw new CliException(
          CliProblem.BAD_ANSWER, "this is no crossreview daemon: " + e.getMessage());
    }
  }
}
