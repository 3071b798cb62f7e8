package crossreview.operation.browser;

import crossreview.access.browser.BrowserAccess;
import crossreview.operation.Operation;
import crossreview.operation.OperationContext.WorkExecutor;
import java.util.List;

/** The operations about browsers. */
public final class BrowserOperations {
  private BrowserOperations() {}

  /**
   * @param workExecutor for what writes a file
   */
  public static List<Operation> of(BrowserAccess browserAccess, WorkExecutor workExecutor) {
    return List.of(
        new BrowserCode(browserAccess).operation(),
        new BrowserSessionList(browserAccess).operation(),
        new BrowserSessionEnd(browserAccess, workExecutor).operation());
  }
}
