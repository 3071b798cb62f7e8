package crossreview.operation.admin;

import crossreview.operation.Operation;
import crossreview.proof.PublicKeyInfo;
import crossreview.store.registry.SessionRegistry;
import crossreview.upkeep.Leftovers;
import crossreview.upkeep.Retention;
import crossreview.upkeep.Sweep;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** The operations about the daemon. */
public final class AdminOperations {
  private AdminOperations() {}

  /**
   * What the operations on all sessions work with.
   *
   * @param clusterView what is known of other hosts
   * @param archive where pruned sessions go first, or null
   */
  public record MaintenanceServices(
      SessionRegistry sessionRegistry,
      Sweep sweep,
      Retention retention,
      Leftovers leftovers,
      Path archive,
      ClusterStatus.ClusterView clusterView) {}

  /**
   * @param ready an empty text, or why nothing can be written now
   * @param key what receipts are signed with
   */
  public static List<Operation> of(
      ServerFacts facts,
      Supplier<String> ready,
      PublicKeyInfo key,
      MaintenanceServices maintenanceServices) {
    return List.of(
        new ServerInfo(facts, ready).operation(),
        new ReceiptKeyInfo(key).operation(),
        new ClusterStatus(maintenanceServices.clusterView()).operation(),
        new SessionMetrics(maintenanceServices.sessionRegistry()).operation(),
        new SessionSweep(maintenanceServices.sweep()).operation(),
        new SessionRemoval(maintenanceServices.retention(), maintenanceServices.archive())
            .operation(),
        new SessionCleanup(maintenanceServices.leftovers()).operation());
  }
}
