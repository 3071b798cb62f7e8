package crossreview;

import crossreview.model.PanelMember;
import crossreview.model.Role;
import crossreview.model.Word;
import crossreview.peer.Peer;
import crossreview.peer.builtin.BuiltinPeers;
import crossreview.review.PeerRoster;
import crossreview.settings.Settings;
import crossreview.settings.Settings.PanelEntry;
import crossreview.settings.Settings.PeerEntry;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The peers and panels that the settings name. */
record Roster(PeerRoster peers, Map<String, List<PanelMember>> panels) {

  static Roster of(Settings settings, Vertx vertx) {
    BuiltinPeers builtin = new BuiltinPeers(vertx);
    PeerRoster peers =
        new PeerRoster(settings.peers().stream().map(entry -> peer(builtin, entry)).toList());
    Map<String, List<PanelMember>> panels = new LinkedHashMap<>();
    for (PanelEntry panel : settings.panels()) {
      panels.put(
          panel.name(),
          panel.peers().stream().map(id -> peers.find(id).orElseThrow().member()).toList());
    }
    return new Roster(peers, panels);
  }

  private static Peer peer(BuiltinPeers builtin, PeerEntry entry) {
    List<Role> roles =
        entry.roles().stream().map(role -> Word.find(Role.class, role).orElseThrow()).toList();
    return builtin
        .byId(entry.id(), roles)
        .orElseThrow(() -> new IllegalStateException("the reader checked peer " + entry.id()));
  }
}
