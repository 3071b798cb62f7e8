package crossreview.model.event;

import crossreview.model.TextRef;
import crossreview.model.ValueChecks;
import crossreview.model.policy.LimitOrigin;
import crossreview.model.run.PeerSnapshot;
import java.util.List;

/**
 * What held when a session was opened, for people; it decides nothing.
 *
 * @param settings the effective settings without secrets, as JSON
 * @param limits where each limit comes from
 * @param peers the members of the panel as far as they were known
 */
public record OpeningFacts(TextRef settings, List<LimitOrigin> limits, List<PeerSnapshot> peers) {
  public OpeningFacts {
    limits = ValueChecks.list(limits);
    peers = ValueChecks.list(peers);
  }
}
