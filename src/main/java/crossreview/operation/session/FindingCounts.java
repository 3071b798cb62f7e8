package crossreview.operation.session;

import crossreview.model.finding.FindingState;
import crossreview.session.LedgerFinding;
import crossreview.session.Session;
import java.util.Collection;

/** How a session's findings stand. */
record FindingCounts(long open, long blocking, long settled) {
  static FindingCounts of(Session session) {
    Collection<LedgerFinding> all = session.findings().values();
    long open = all.stream().filter(f -> f.state() == FindingState.OPEN).count();
    long blocking = all.stream().filter(session::blocks).count();
    return new FindingCounts(open, blocking, all.size() - open);
  }
}
