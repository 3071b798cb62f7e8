package crossreview.operation.admin;

import crossreview.operation.Operation;
import java.util.List;
import java.util.function.Supplier;

/** The operations about the daemon. */
public final class AdminOperations {
  private AdminOperations() {}

  /**
   * @param ready an empty text, or why nothing can be written now
   */
  public static List<Operation> of(ServerFacts facts, Supplier<String> ready) {
    return List.of(new ServerInfo(facts, ready).operation());
  }
}
