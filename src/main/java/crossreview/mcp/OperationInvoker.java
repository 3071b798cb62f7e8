package crossreview.mcp;

import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationCatalog;
import crossreview.operation.OperationResult;
import io.vertx.core.Future;
import java.util.Map;

/** Calls an operation for the sender of a request; a refusal becomes one of the protocol. */
record OperationInvoker(OperationCatalog operationCatalog) {
  Future<OperationResult> invoke(
      McpRequest mcpRequest, String operation, Map<String, Object> input) {
    OperationCall operationCall =
        new OperationCall(mcpRequest.principal(), input, null, mcpRequest.requestId())
            .in(mcpRequest.trace());
    return operationCatalog
        .invoke(operationCatalog.find(operation).orElseThrow(), operationCall)
        .recover(cause ->
            Future.failedFuture(
                cause instanceof ProblemException problemException
                    ? fault(problemException.problem())
                    : cause));
  }

  private static RpcException fault(Problem problem) {
    return RpcException.invalidParams(problem.code() + ": " + problem.message(), false);
  }
}
