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
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext.WorkExecutor;
import crossreview.operation.admin.ConfigAdministration.ConfigComparison;
import io.vertx.core.Future;
import java.util.List;

/** Has the settings file read again. */
final class ConfigReload {
  private final ConfigAdministration config;
  private final WorkExecutor work;

  ConfigReload(ConfigAdministration config, WorkExecutor work) {
    this.config = config;
    this.work = work;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "config_reload",
            "Reload the settings",
            "Reads the daemon's settings file again and puts it in force for what begins from now"
                + " on; running reviews keep the settings that they began with. A file with"
                + " mistakes is refused with all of them and changes nothing. Settings that need a"
                + " restart are named in the answer and stay as they are.",
            AccessRole.OPERATOR,
            OperationHints.ADDS_AND_NOTES,
            HttpRoute.post("/config/reload")),
        NoInput.class,
        ConfigReloadOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<ConfigReloadOutput>> handle(OperationCall call, NoInput input) {
    return work.run(() -> {
      ConfigComparison done = config.reload(call.principal().name(), call.requestId());
      return OperationAnswer.done(
          new ConfigReloadOutput(
              done.source(), done.running(), done.next(), ChangeRow.of(done.changes())));
    });
  }

  record ConfigReloadOutput(
      @Description("The settings file.") String file,
      @Description("Names the settings that were in force.") Digest formerDigest,
      @Description("Names the settings in force; the same if at most keys and rules were changed.")
          Digest configDigest,
      @Description("In what the file, the keys and the rules differ from what was in force.")
          @ItemRule("A difference.")
          List<ChangeRow> changes) {}
}
