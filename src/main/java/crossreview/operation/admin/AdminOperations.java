package crossreview.operation.admin;

import crossreview.operation.Operation;
import crossreview.proof.PublicKeyText;
import java.util.List;
import java.util.function.Supplier;

/** The operations about the daemon. */
public final class AdminOperations {
  private AdminOperations() {}

  /**
   * @param ready an empty text, or why nothing can be written now
   * @param key what receipts are signed with
   */
  public static List<Operation> of(ServerFacts facts, Supplier<String> ready, PublicKeyText key) {
    return List.of(new ServerInfo(facts, ready).operation(), new ReceiptKeyShown(key).operation());
  }
}
