package crossreview.operation.browser;

import crossreview.access.AccessRole;
import crossreview.access.browser.BrowserAccess;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Makes a one-time code for a browser. */
final class BrowserCode {
  private final BrowserAccess browserAccess;

  BrowserCode(BrowserAccess browserAccess) {
    this.browserAccess = browserAccess;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "browser_code",
            "Let a browser in",
            "Makes a one-time code with which a person opens the page in a browser as you, or with"
                + " a lower role. Append path and the code to the daemon's address within 60"
                + " seconds; crossreview open does that. The code is a secret.",
            AccessRole.READER,
            new OperationHints(false, false, false, false),
            HttpRoute.post("/browser/codes")),
        BrowserCodeInput.class,
        BrowserCodeOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<BrowserCodeOutput>> handle(
      OperationCall operationCall, BrowserCodeInput input) {
    AccessRole role = input.role() == null ? operationCall.principal().role() : input.role();
    String code = browserAccess.code(operationCall.principal(), role);
    return Future.succeededFuture(
        OperationAnswer.done(
            new BrowserCodeOutput(
                code, "/#code=" + code, BrowserAccess.codeValidity().toSeconds(), role)));
  }

  record BrowserCodeInput(
      @Description("The role in the browser, at most yours; by default yours.")
          @Nullable AccessRole role) {}

  record BrowserCodeOutput(
      @Description("The code.") String code,
      @Description("The path and fragment that open the page with it.") String path,
      @Description("How long it can be used.") @NumberRange(min = 1, max = 60) long validSeconds,
      @Description("The role in the browser.") AccessRole role) {}
}
