package crossreview.http.reply;

import crossreview.model.Problem;
import crossreview.model.Problem.RequestFault;
import crossreview.model.ProblemCode;
import crossreview.model.ProblemKind;
import crossreview.model.RequestProblem;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The one translation of refusals into HTTP (RFC 9457). */
public final class ProblemReply {
  private ProblemReply() {}

  public static HttpReply of(Problem problem, String requestId) {
    Map<String, Object> fields = HttpReply.fields(problem.type(), problem.message());
    if (!problem.faults().isEmpty()) {
      fields.put("errors", problem.faults().stream().map(ProblemReply::fault).toList());
    }
    if (problem.type().traits().status() >= 500) {
      fields.put("may_be_done", problem.type().traits().mayBeDone());
    }
    fields.put("request_id", requestId);
    return HttpReply.problem(problem.type(), fields);
  }

  /** Headers that belong to a refusal. */
  public static void headers(Problem problem, HttpServerResponse response) {
    if (problem.kind() == ProblemKind.TEMPORARY_FAILURE && problem.type().traits().retryHelps()) {
      response.putHeader(
          "Retry-After", Integer.toString(problem.type().traits().retryAfterSeconds()));
    }
  }

  /** A bug; its details are in the log under the request's id. */
  public static HttpReply internal(String requestId) {
    return of(
        RequestProblem.INTERNAL.problem("internal error; see request_id in the log"), requestId);
  }

  private static Map<String, Object> fault(RequestFault requestFault) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("pointer", requestFault.path());
    json.put("detail", requestFault.message());
    return json;
  }

  /** One fault of a request as a refusal. */
  public static Problem invalid(ProblemCode code, String path, String message) {
    return code.problem(path + " " + message, List.of(new RequestFault(path, message)));
  }
}
