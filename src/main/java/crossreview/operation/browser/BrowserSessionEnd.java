package crossreview.operation.browser;

import crossreview.access.AccessRole;
import crossreview.access.browser.BrowserAccess;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.TextLength;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext.WorkExecutor;
import io.vertx.core.Future;

/** Signs a browser out. */
final class BrowserSessionEnd {
  private final BrowserAccess browserAccess;
  private final WorkExecutor workExecutor;

  BrowserSessionEnd(BrowserAccess browserAccess, WorkExecutor workExecutor) {
    this.browserAccess = browserAccess;
    this.workExecutor = workExecutor;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "browser_session_end",
            "Sign a browser out",
            "Ends a browser session of yours, or as an operator one of anybody. Its requests are"
                + " refused and its connections are closed within a second.",
            AccessRole.READER,
            OperationHints.ENDS,
            HttpRoute.post("/browser/sessions/{browser_session}/end")),
        BrowserSessionEndInput.class,
        BrowserSessionEndOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<BrowserSessionEndOutput>> handle(
      OperationCall operationCall, BrowserSessionEndInput input) {
    return workExecutor.run(() -> {
      browserAccess.end(operationCall.principal(), input.browserSession());
      return OperationAnswer.done(new BrowserSessionEndOutput(true));
    });
  }

  record BrowserSessionEndInput(
      @Description("The session, as browser_session_list shows it.") @TextLength(max = 40)
          String browserSession) {}

  record BrowserSessionEndOutput(@Description("True.") boolean ended) {}
}
