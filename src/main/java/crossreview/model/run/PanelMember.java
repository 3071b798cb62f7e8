package crossreview.model.run;

import crossreview.model.ValueChecks;
import java.util.List;

/** A peer as it sits on a panel: fixed when the session is opened. */
public record PanelMember(
    String peer, String kind, String model, String family, List<PeerRole> roles) {
  public PanelMember {
    ValueChecks.text("peer", peer, 1, 32);
    roles = ValueChecks.list(roles);
  }

  public boolean may(PeerRole peerRole) {
    return roles.contains(peerRole);
  }
}
