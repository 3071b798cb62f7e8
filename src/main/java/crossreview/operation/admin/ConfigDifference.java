package crossreview.operation.admin;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.model.Digest;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.NoInput;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationContext.WorkExecutor;
import crossreview.operation.admin.ConfigAdministration.ConfigComparison;
import java.util.List;

/** Shows in what the settings file differs from the settings in force. */
final class ConfigDifference {
  private final ConfigAdministration config;
  private final WorkExecutor work;

  ConfigDifference(ConfigAdministration config, WorkExecutor work) {
    this.config = config;
    this.work = work;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "config_diff",
            "Compare the settings file",
            "Lists in what the daemon's settings file differs from the settings in force, and what"
                + " each difference takes: a reload or a restart. Keys are never shown. A file with"
                + " mistakes is refused with all of them.",
            AccessRole.OPERATOR,
            OperationHints.READS,
            HttpRoute.get("/config/diff")),
        NoInput.class,
        ConfigDifferenceOutput.class,
        (call, input) ->
            work.run(() -> OperationAnswer.done(ConfigDifferenceOutput.of(config.compare()))));
  }

  record ConfigDifferenceOutput(
      @Description("The settings file.") String file,
      @Description("Names the settings in force.") Digest configDigest,
      @Description("Names the settings in force after a reload.") Digest nextDigest,
      @Description("In the order of the settings.") @ItemRule("A difference.")
          List<ChangeRow> changes) {
    static ConfigDifferenceOutput of(ConfigComparison found) {
      return new ConfigDifferenceOutput(
          found.source(), found.running(), found.next(), ChangeRow.of(found.changes()));
    }
  }
}
