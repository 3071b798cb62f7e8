package crossreview.model;

import java.util.List;

/** A peer as it sits on a panel: fixed when the session is opened. */
public record PanelMember(String peer, String kind, String model, String family, List<Role> roles) {
  public PanelMember {
    Checks.text("peer", peer, 1, 32);
    roles = Checks.list(roles);
  }

  public boolean may(Role role) {
    return roles.contains(role);
  }
}
