package crossreview.operation.admin;

import crossreview.access.AccessRole;
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

/** Has the dead letters of a webhook sent again. */
final class WebhookReplay {
  private final WebhookAdministration webhooks;
  private final WorkExecutor work;

  WebhookReplay(WebhookAdministration webhooks, WorkExecutor work) {
    this.webhooks = webhooks;
    this.work = work;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "webhook_replay",
            "Replay a webhook",
            "Has the events of a webhook that were given up sent again, and a disabled one tried"
                + " again, within seconds.",
            AccessRole.OPERATOR,
            OperationHints.ADDS,
            HttpRoute.post("/webhooks/{name}/replay")),
        WebhookReplayInput.class,
        WebhookReplayOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<WebhookReplayOutput>> handle(
      OperationCall operationCall, WebhookReplayInput input) {
    return work.run(() -> {
      String key = operationCall.key();
      webhooks.replay(input.name(), key == null ? operationCall.requestId() : key);
      return OperationAnswer.done(new WebhookReplayOutput(input.name()));
    });
  }

  record WebhookReplayInput(
      @Description("The webhook's name in the settings.") @TextLength(max = 32) String name) {}

  record WebhookReplayOutput(@Description("The webhook.") String name) {}
}
