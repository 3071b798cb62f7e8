package crossreview.peer.factory;

import crossreview.model.run.PanelMember;
import crossreview.peer.PeerRegistry;
import crossreview.peer.seat.SeatRegistry;
import crossreview.settings.PanelSeat;
import crossreview.settings.Settings;
import crossreview.settings.Settings.PanelEntry;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The peers and panels that the settings name.
 *
 * @param seats where people and outside agents find what waits for them
 */
public record PeerCatalog(
    PeerRegistry peers, Map<String, List<PanelMember>> panels, SeatRegistry seats) {

  /** Makes the peers of a daemon, again at each reload. One thread at a time; may block. */
  @FunctionalInterface
  public interface PeerCatalogFactory {
    PeerCatalog make(Settings settings, Vertx vertx, PeerKeyring keys);
  }

  /** For one use; a daemon keeps its {@link PeerFactory}. Blocks. */
  public static PeerCatalog of(Settings settings, Vertx vertx, PeerKeyring keys) {
    return new PeerFactory().make(settings, vertx, keys);
  }

  static PeerCatalog of(Settings settings, PeerRegistry peers, SeatRegistry seats) {
    Map<String, List<PanelMember>> panels = new LinkedHashMap<>();
    for (PanelEntry panel : settings.panels()) {
      panels.put(
          panel.name(),
          panel.peers().stream()
              .map(id ->
                  panel
                      .seats()
                      .getOrDefault(id, PanelSeat.PLAIN)
                      .seat(peers.find(id).orElseThrow().member()))
              .toList());
    }
    return new PeerCatalog(peers, panels, seats);
  }
}
