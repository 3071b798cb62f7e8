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
   * @param hosts what is known of other hosts
   * @param archive where pruned sessions go first, or null
   */
  public record Upkeep(
      SessionRegistry sessionRegistry,
      Sweep sweep,
      Retention retention,
      Leftovers leftovers,
      Path archive,
      ClusterStatus.Hosts hosts) {}

  /**
   * @param ready an empty text, or why nothing can be written now
   * @param key what receipts are signed with
   */
  public static List<Operation> of(
      ServerFacts facts, Supplier<String> ready, PublicKeyInfo key, Upkeep upkeep) {
    return List.of(
        new ServerInfo(facts, ready).operation(),
        new ReceiptKeyShown(key).operation(),
        new ClusterStatus(upkeep.hosts()).operation(),
        new SessionMetrics(upkeep.sessionRegistry()).operation(),
        new SessionSweep(upkeep.sweep()).operation(),
        new SessionPrune(upkeep.retention(), upkeep.archive()).operation(),
        new SessionTidy(upkeep.leftovers()).operation());
  }
}
