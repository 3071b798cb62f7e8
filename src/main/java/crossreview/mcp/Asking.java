package crossreview.mcp;

import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.operation.Call;
import crossreview.operation.Catalogue;
import crossreview.operation.Result;
import io.vertx.core.Future;
import java.util.Map;

/** Asks an operation in the name of whoever sent a request; a refusal is one of the protocol. */
record Asking(Catalogue catalogue) {
  Future<Result> of(Turn turn, String operation, Map<String, Object> input) {
    Call call = new Call(turn.principal(), input, null, turn.requestId());
    return catalogue
        .invoke(catalogue.find(operation).orElseThrow(), call)
        .recover(cause ->
            Future.failedFuture(
                cause instanceof ProblemException problemException
                    ? fault(problemException.problem())
                    : cause));
  }

  private static RpcFault fault(Problem problem) {
    return RpcFault.invalidParams(problem.code() + ": " + problem.message(), false);
  }
}
