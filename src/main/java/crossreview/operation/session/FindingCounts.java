package crossreview.operation.session;

import crossreview.model.finding.FindingState;
import crossreview.session.LedgerFinding;
import crossreview.session.Session;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a session's findings stand. Pure. */
final class FindingCounts {
  private FindingCounts() {}

  static Map<String, Object> of(Session session) {
    Collection<LedgerFinding> all = session.findings().values();
    long open = all.stream().filter(f -> f.state() == FindingState.OPEN).count();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("open", open);
    json.put("blocking", all.stream().filter(session::blocks).count());
    json.put("settled", all.size() - open);
    return json;
  }
}
