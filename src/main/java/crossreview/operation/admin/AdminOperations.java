package crossreview.operation.admin;

import crossreview.maintenance.IdleSweep;
import crossreview.maintenance.OrphanCleanup;
import crossreview.maintenance.RepairJob;
import crossreview.maintenance.RetentionJob;
import crossreview.operation.Operation;
import crossreview.operation.OperationContext.WorkExecutor;
import crossreview.proof.PublicKeyInfo;
import crossreview.store.registry.SessionRegistry;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The operations about the daemon. */
public final class AdminOperations {
  private AdminOperations() {}

  /**
   * What the operations on all sessions work with.
   *
   * @param recovery takes up interrupted runs; completes with their number
   * @param clusterView what is known of other hosts
   * @param archive where pruned sessions go first, by the settings now
   * @param config the settings themselves
   * @param condition how the daemon is doing now
   * @param work for what blocks
   */
  public record MaintenanceServices(
      SessionRegistry sessionRegistry,
      IdleSweep idleSweep,
      RetentionJob retentionJob,
      OrphanCleanup orphanCleanup,
      RepairJob repairJob,
      Supplier<Future<Integer>> recovery,
      Supplier<Optional<Path>> archive,
      ClusterStatus.ClusterView clusterView,
      Supplier<DaemonStatus.DaemonCondition> condition,
      WebhookAdministration webhooks,
      ConfigAdministration config,
      WorkExecutor work) {}

  /**
   * @param facts by the settings now
   * @param ready an empty text, or why nothing can be written now
   * @param key what receipts are signed with
   */
  public static List<Operation> of(
      Supplier<ServerFacts> facts,
      Supplier<String> ready,
      PublicKeyInfo key,
      MaintenanceServices maintenanceServices) {
    return List.of(
        new ServerInfo(facts, ready).operation(),
        new DaemonStatus(maintenanceServices.condition()).operation(),
        new ReceiptKeyInfo(key).operation(),
        new ClusterStatus(maintenanceServices.clusterView()).operation(),
        new SessionMetrics(maintenanceServices.sessionRegistry()).operation(),
        new SessionSweep(maintenanceServices.idleSweep()).operation(),
        new SessionRemoval(maintenanceServices.retentionJob(), maintenanceServices.archive())
            .operation(),
        new SessionCleanup(maintenanceServices.orphanCleanup()).operation(),
        new RepairOperation(maintenanceServices.repairJob()).operation(),
        new RunRecoveryOperation(maintenanceServices.recovery()).operation(),
        new ConfigDifference(maintenanceServices.config(), maintenanceServices.work()).operation(),
        new ConfigReload(maintenanceServices.config(), maintenanceServices.work()).operation(),
        new WebhookList(maintenanceServices.webhooks(), maintenanceServices.work()).operation(),
        new WebhookReplay(maintenanceServices.webhooks(), maintenanceServices.work()).operation());
  }
}
