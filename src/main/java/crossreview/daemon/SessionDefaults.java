package crossreview.daemon;

import crossreview.maintenance.ContestRules;
import crossreview.model.Digest;
import crossreview.model.policy.LimitName;
import crossreview.model.policy.PolicyRef;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerSnapshot;
import crossreview.model.run.RunMode;
import crossreview.operation.admin.ServerFacts;
import crossreview.operation.session.DefaultsProvider;
import crossreview.peer.HealthStatus;
import crossreview.peer.PeerHealthChecker;
import crossreview.peer.factory.PeerCatalog;
import crossreview.settings.DaemonSetting;
import crossreview.settings.Settings;
import crossreview.settings.reload.ReloadPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the settings say about sessions that are opened. */
record SessionDefaults(Settings settings, PeerCatalog peerCatalog, PeerHealthChecker health)
    implements DefaultsProvider {
  private static final HealthStatus UNKNOWN =
      new HealthStatus(null, null, 0, "it was not looked at yet");

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

  @Override
  public double independenceFloor() {
    return settings.limits().independenceFloor();
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
  public String binding() {
    return settings.binding();
  }

  @Override
  public boolean shipped(LimitName limit) {
    DaemonSetting key =
        switch (limit) {
          case MAX_ROUNDS -> DaemonSetting.MAX_ROUNDS;
          case WALL_CLOCK_MINUTES -> DaemonSetting.WALL_CLOCK_MINUTES;
          case SESSION_USD -> DaemonSetting.SESSION_USD;
        };
    return limit.of(limits()).equals(Objects.requireNonNullElse(key.defaultValue(), ""));
  }

  @Override
  public List<PeerSnapshot> known(List<PanelMember> members) {
    Map<String, HealthStatus> known = health.known();
    return members.stream()
        .map(member -> snapshot(member, known.getOrDefault(member.peer(), UNKNOWN)))
        .toList();
  }

  private static PeerSnapshot snapshot(PanelMember member, HealthStatus status) {
    return new PeerSnapshot(
        member.peer(),
        member.model(),
        status.available(),
        status.modelListed(),
        status.millis(),
        status.note());
  }

  /** By which an imported session is reviewed once more: those of the default panel. */
  ContestRules contestRules() {
    return new ContestRules(
        policy(defaultPanel()),
        panel(defaultPanel()).orElse(List.of()),
        limits(),
        Digest.of(binding()));
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
        limits,
        ReloadPlan.digest(settings));
  }
}
