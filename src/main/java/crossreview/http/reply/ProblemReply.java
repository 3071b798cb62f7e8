package crossreview.http.reply;

import crossreview.model.Problem;
import crossreview.model.Problem.RequestFault;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The one translation of refusals into HTTP (RFC 9457). */
public final class ProblemReply {
  private ProblemReply() {}

  public static HttpReply of(Problem problem, String requestId) {
    int status = status(problem);
    Map<String, Object> fields = HttpReply.fields(status, problem.code(), problem.message());
    if (problem instanceof Problem.InvalidRequest invalidRequest
        && !invalidRequest.faults().isEmpty()) {
      fields.put("errors", invalidRequest.faults().stream().map(ProblemReply::fault).toList());
    }
    fields.put("request_id", requestId);
    return HttpReply.problem(status, fields);
  }

  static int status(Problem problem) {
    return switch (problem) {
      case Problem.NotFound p -> 404;
      case Problem.PermissionDenied p -> 403;
      case Problem.Conflict p -> 409;
      case Problem.InvalidRequest p -> invalid(p);
      case Problem.LimitExceeded p -> exhausted(p);
      case Problem.TemporaryFailure p -> 503;
      case Problem.DataCorruption p -> 500; // the server's fault, and known
    };
  }

  /** HTTP has finer words for some. */
  private static int invalid(Problem.InvalidRequest problem) {
    return switch (problem.code()) {
      case "idempotency_key_reused" -> 422;
      case "unsupported_media_type" -> 415;
      case "not_acceptable" -> 406;
      default -> 400;
    };
  }

  private static int exhausted(Problem.LimitExceeded problem) {
    return switch (problem.code()) {
      case "body_too_large", "artifact_too_large" -> 413;
      case "quorum_floor_not_met", "session_limit", "budget_exhausted", "no_price" -> 409;
      default -> 429;
    };
  }

  /** Headers that belong to a refusal. */
  public static void headers(Problem problem, HttpServerResponse response) {
    if (problem instanceof Problem.TemporaryFailure temporaryFailure) {
      response.putHeader("Retry-After", Integer.toString(temporaryFailure.retryAfterSeconds()));
    }
  }

  /** A bug; its details are in the log under the request's id. */
  public static HttpReply internal(String requestId) {
    Map<String, Object> fields =
        HttpReply.fields(500, "internal", "something broke here; the log has it under request_id");
    fields.put("request_id", requestId);
    return HttpReply.problem(500, fields);
  }

  private static Map<String, Object> fault(RequestFault requestFault) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("pointer", requestFault.path());
    json.put("detail", requestFault.message());
    return json;
  }

  /** A list of faults as one refusal of the request. */
  public static Problem invalid(String code, String path, String message) {
    return Problem.invalid(code, path + " " + message, List.of(new RequestFault(path, message)));
  }
}
