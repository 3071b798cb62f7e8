package crossreview.offline;

import crossreview.cli.admin.LocalBackend.PanelReadiness;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.call.PreflightReport.PreflightCheck;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.SessionEvent;
import crossreview.model.material.Artifact;
import crossreview.model.run.PanelMember;
import crossreview.model.vote.VerdictStatus;
import crossreview.peer.HealthStatus;
import crossreview.peer.Peer;
import crossreview.peer.PeerHealthChecker;
import crossreview.peer.factory.PeerCatalog;
import crossreview.peer.factory.PeerKeyring;
import crossreview.process.Environment;
import crossreview.review.PreflightChecker;
import crossreview.review.RunRequest;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.session.command.SessionOrigin;
import crossreview.session.decision.CommandDecision;
import crossreview.session.decision.Decider;
import crossreview.settings.Settings;
import crossreview.settings.Settings.ModelEntry;
import crossreview.settings.Settings.PanelEntry;
import crossreview.settings.Settings.PeerEntry;
import crossreview.time.SystemTime;
import crossreview.time.TimestampFormat;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Tries whatever a review needs before its first call, on each panel of the settings: the rules of
 * a session, prices, money, keys and programs. No provider is asked and nothing is written. Blocks.
 */
public final class PanelCheck {
  /** As long as the diff of a usual commit. */
  private static final Artifact SAMPLE =
      new Artifact(Digest.of("a sample"), 8_000, "text/x-diff", "change.diff");

  private static final String ARTIFACT = "artifact"; // what is only there once it was submitted
  private static final String VOTERS = "voters"; // the rules of a session say it, too

  private final Settings settings;
  private final PeerKeyring keys;
  private final PeerCatalog catalog;
  private final Map<String, HealthStatus> local;

  private PanelCheck(Settings settings, PeerKeyring keys, PeerCatalog catalog) {
    this.settings = settings;
    this.keys = keys;
    this.catalog = catalog;
    this.local = OfflineStore.await(PeerHealthChecker.all(localPeers(), false));
  }

  /** What keeps each panel from reviewing, in the order of the settings. */
  public static List<PanelReadiness> run(Settings settings) {
    Vertx vertx = Vertx.vertx();
    try {
      PeerKeyring keys = PeerKeyring.of(settings, Environment.ofProcess().variables());
      PeerCatalog catalog = PeerCatalog.of(settings, vertx, keys);
      PanelCheck check = new PanelCheck(settings, keys, catalog);
      return settings.panels().stream().map(check::panel).toList();
    } finally {
      OfflineStore.await(vertx.close());
    }
  }

  /** Those whose health is a matter of this machine. */
  private List<Peer> localPeers() {
    return settings.peers().stream()
        .filter(entry -> !(entry.peerSpec() instanceof ModelEntry))
        .map(entry -> catalog.peers().find(entry.id()).orElseThrow())
        .toList();
  }

  private PanelReadiness panel(PanelEntry panel) {
    List<String> problems = new ArrayList<>();
    Session session = Session.empty(SessionId.of(new UUID(0, 0)));
    session = decided(session, opening(panel.name()), problems);
    session = decided(session, new SessionCommand.SubmitArtifact(SAMPLE, List.of()), problems);
    if (problems.isEmpty()) {
      String seed = Digest.of(panel.name()).value();
      decided(
          session,
          new SessionCommand.StartRun("r1", null, null, VerdictStatus.READY, seed),
          problems);
      preflight(session, problems);
    }
    settings.peers().stream()
        .filter(entry -> panel.peers().contains(entry.id()))
        .forEach(entry -> peer(entry, problems));
    return new PanelReadiness(panel.name(), problems);
  }

  private SessionCommand.Open opening(String panel) {
    List<PanelMember> members =
        Objects.requireNonNull(catalog.panels().get(panel), "made from the same settings");
    return new SessionCommand.Open(
        "Is a review possible?",
        null,
        "operator",
        settings.defaultMode(),
        settings.policy(panel),
        members,
        settings.limits().session(),
        Digest.of(settings.binding()),
        SessionOrigin.NONE);
  }

  /** The session after a command; what the rules refuse is a problem and changes nothing. */
  private static Session decided(Session before, SessionCommand command, List<String> problems) {
    if (!problems.isEmpty()) {
      return before;
    }
    return switch (Decider.decide(before, command)) {
      case CommandDecision.CommandRefusal refusal -> {
        problems.add(refusal.problem().message());
        yield before;
      }
      case CommandDecision.CommandAcceptance acceptance -> applied(before, acceptance.events());
    };
  }

  private static Session applied(Session before, List<SessionEvent> events) {
    String now = TimestampFormat.format(new SystemTime().now());
    Session session = before;
    for (SessionEvent event : events) {
      session = session.apply(new EventEnvelope(session.seq() + 1, now, "operator", null), event);
    }
    return session;
  }

  private void preflight(Session session, List<String> problems) {
    RunRequest run = new RunRequest(null, null, VerdictStatus.READY);
    PreflightChecker.of(catalog.peers(), session, run).checks().stream()
        .filter(check -> !check.pass())
        .filter(check -> !check.name().equals(ARTIFACT) && !check.name().equals(VOTERS))
        .map(PreflightCheck::detail)
        .forEach(problems::add);
  }

  private void peer(PeerEntry entry, List<String> problems) {
    keys.absent(entry).ifPresent(hint -> problems.add("peer " + entry.id() + ": " + hint));
    HealthStatus health = local.get(entry.id());
    if (health != null && Boolean.FALSE.equals(health.available())) {
      problems.add("peer " + entry.id() + ": " + keys.redaction().redact(health.note()));
    }
  }
}
