package crossreview.operation.browser;

import crossreview.access.AccessRole;
import crossreview.access.browser.BrowserAccess;
import crossreview.access.browser.BrowserSession;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.codec.ObjectCodec;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.NoInput;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.time.TimestampFormat;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** Lists who is signed in with a browser. */
final class BrowserSessionList {
  private static final ObjectCodec<BrowserSession> SESSION =
      ObjectCodec.<BrowserSession>object()
          .field("browser_session", BrowserSession::id)
          .field("name", session -> session.grant().principal().name())
          .field("role", session -> session.grant().principal().role())
          .field("tabs", session -> session.tabs().size())
          .field("created", session -> TimestampFormat.format(session.created()))
          .field("expires", session -> TimestampFormat.format(session.expires()))
          .field("agent", BrowserSession::agent);

  private final BrowserAccess browserAccess;

  BrowserSessionList(BrowserAccess browserAccess) {
    this.browserAccess = browserAccess;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "browser_session_list",
            "Who is signed in with a browser",
            "Lists your browser sessions, and for an operator those of everybody, oldest first."
                + " End one with browser_session_end.",
            AccessRole.READER,
            OperationHints.lists("browser_sessions"),
            HttpRoute.get("/browser/sessions")),
        NoInput.class,
        BrowserSessionListOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<BrowserSessionListOutput>> handle(
      OperationCall operationCall, NoInput input) {
    List<Map<String, Object>> sessions =
        browserAccess.list(operationCall.principal()).stream().map(SESSION::tree).toList();
    return Future.succeededFuture(OperationAnswer.done(new BrowserSessionListOutput(sessions)));
  }

  record BrowserSessionListOutput(
      @Description("The sessions.")
          @OpaqueObject
          @ItemRule("browser_session, name, role, tabs, created, expires and agent")
          List<Map<String, Object>> browserSessions) {}
}
