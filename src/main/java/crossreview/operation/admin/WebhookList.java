package crossreview.operation.admin;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.NoInput;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationContext.WorkExecutor;
import crossreview.operation.admin.WebhookAdministration.WebhookView;
import java.util.List;

/** Shows the webhooks that the daemon calls. */
final class WebhookList {
  private final WebhookAdministration webhooks;
  private final WorkExecutor work;

  WebhookList(WebhookAdministration webhooks, WorkExecutor work) {
    this.webhooks = webhooks;
    this.work = work;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "webhook_list",
            "List webhooks",
            "Lists the webhooks of the settings: what is to be sent next, what was given up after a"
                + " day, and why one is disabled.",
            AccessRole.OPERATOR,
            OperationHints.READS,
            HttpRoute.get("/webhooks")),
        NoInput.class,
        WebhookListOutput.class,
        (call, input) ->
            work.run(() -> OperationAnswer.done(new WebhookListOutput(webhooks.list()))));
  }

  record WebhookListOutput(
      @Description("In the order of the settings.") @ItemRule("A webhook.")
          List<WebhookView> webhooks) {}
}
