package crossreview.daemon;

import crossreview.guard.SecretPolicy;
import crossreview.model.Digest;
import crossreview.model.policy.PolicyRef;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.PanelMember;
import crossreview.model.run.RunMode;
import crossreview.operation.admin.ServerFacts;
import crossreview.operation.session.DefaultsProvider;
import crossreview.peer.factory.PeerCatalog;
import crossreview.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the settings say about sessions that are opened. */
record SessionDefaults(Settings settings, PeerCatalog peerCatalog) implements DefaultsProvider {
  @Override
  public Optional<List<PanelMember>> panel(String name) {
    return Optional.ofNullable(peerCatalog.panels().get(name));
  }

  @Override
  public List<String> panelNames() {
    return List.copyOf(peerCatalog.panels().keySet());
  }

  /** A configured peer as it may sit on a panel. */
  Optional<PanelMember> peer(String id) {
    return peerCatalog.peers().find(id).map(peer -> peer.member());
  }

  @Override
  public String defaultPanel() {
    return settings.defaultPanel();
  }

  SecretPolicy secretPolicy() {
    return settings.secrets();
  }

  @Override
  public RunMode mode() {
    return settings.defaultMode();
  }

  @Override
  public PolicyRef policy(String panel) {
    return settings.policy(panel);
  }

  @Override
  public ReviewLimits limits() {
    return settings.limits().session();
  }

  @Override
  public Digest settingsDigest() {
    return settings.digest();
  }

  @Override
  public int artifactBytesMax() {
    return settings.limits().artifactBytesMax();
  }

  ServerFacts facts(String version) {
    Map<String, Object> limits = new LinkedHashMap<>();
    if (settings.effective().get("limits") instanceof Map<?, ?> map) {
      map.forEach((name, value) -> limits.put((String) name, value));
    }
    limits.values().removeIf(value -> value == null);
    return new ServerFacts(
        version,
        settings.dataDir().toString(),
        settings.defaultPanel(),
        settings.defaultMode().wireName(),
        peerCatalog.panels(),
        limits);
  }
}
