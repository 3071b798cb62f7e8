package crossreview.review;

import crossreview.guard.SecretPolicy;
import crossreview.guard.SecretScanner;
import crossreview.guard.SecretSpan;
import crossreview.model.ReviewProblem;
import crossreview.model.material.Artifact;
import crossreview.model.material.SecretMatch;
import crossreview.model.run.PanelMember;
import crossreview.peer.CallPricing;
import crossreview.peer.Peer;
import crossreview.peer.PeerRegistry;
import crossreview.session.Session;
import crossreview.store.log.SessionLog;
import crossreview.store.registry.SessionRegistry.LeasedLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds back a run whose material has a secret from peers that are paid or remote, unless the
 * settings allow it.
 *
 * <p>Texts in the journal were masked when they came in; the artifact and the evidence are exact
 * bytes, so these are looked at. They are scanned by a worker. Any thread.
 */
final class SecretGate {
  private final Vertx vertx;
  private final PeerRegistry peerRegistry;
  private final SecretPolicy secretPolicy;

  SecretGate(Vertx vertx, PeerRegistry peerRegistry, SecretPolicy secretPolicy) {
    this.vertx = vertx;
    this.peerRegistry = peerRegistry;
    this.secretPolicy = secretPolicy;
  }

  private record MaterialText(String name, byte[] bytes) {}

  /** The lease if a run may begin; else the log is released. */
  Future<LeasedLog> admit(Future<LeasedLog> lease, @Nullable String key) {
    return lease.compose(leasedLog ->
        check(leasedLog.log(), key)
            .onFailure(refused -> leasedLog.logLease().release())
            .map(admitted -> leasedLog));
  }

  /**
   * Completes when a run may begin; fails with {@code secret_not_sent}. A repeated command is
   * answered like the first time, whatever was submitted since.
   *
   * @param key the command's, or null
   */
  Future<Void> check(SessionLog log, @Nullable String key) {
    Session session = log.session();
    if (key != null && session.memo(key).isPresent()) {
      return Future.succeededFuture();
    }
    List<String> outside = outside(session);
    if (secretPolicy == SecretPolicy.WARN || outside.isEmpty() || !session.hasArtifact()) {
      return Future.succeededFuture();
    }
    List<Future<MaterialText>> texts =
        material(session).map(artifact -> loaded(log, artifact)).toList();
    return Future.all(texts)
        .compose(all -> scan(texts.stream().map(Future::result).toList()))
        .compose(found -> decide(found, outside));
  }

  /**
   * Completes when evidence may be attached: what comes while a run goes on is sent with its next
   * round.
   *
   * @param secrets what in the evidence looks like a secret
   */
  Future<Void> admit(Session session, String label, List<SecretMatch> secrets) {
    if (secrets.isEmpty() || secretPolicy == SecretPolicy.WARN || !session.running()) {
      return Future.succeededFuture();
    }
    SecretMatch first = secrets.getFirst();
    String what = label + " line " + first.line() + " looks like a secret: " + first.kind();
    List<String> outside = outside(session);
    return decide(outside.isEmpty() ? Optional.empty() : Optional.of(what), outside);
  }

  private static Stream<Artifact> material(Session session) {
    return Stream.concat(
        Stream.of(session.current()),
        session.supplement().evidence().stream().map(piece -> piece.attached().artifact()));
  }

  private static Future<MaterialText> loaded(SessionLog log, Artifact artifact) {
    return log.blobs()
        .get(artifact.sha256())
        .map(bytes -> new MaterialText(artifact.label(), bytes));
  }

  private Future<Optional<String>> scan(List<MaterialText> texts) {
    return vertx.executeBlocking(
        () -> texts.stream().flatMap(text -> found(text).stream()).findFirst(), false);
  }

  private static Optional<String> found(MaterialText material) {
    String text = new String(material.bytes(), StandardCharsets.UTF_8);
    List<SecretSpan> spans = SecretScanner.spans(text);
    if (spans.isEmpty()) {
      return Optional.empty();
    }
    SecretSpan first = spans.getFirst();
    long line = 1 + text.substring(0, first.from()).chars().filter(c -> c == '\n').count();
    String more = spans.size() == 1 ? "" : " (and " + (spans.size() - 1) + " more)";
    return Optional.of(
        material.name() + " line " + line + " looks like a secret: " + first.label() + more);
  }

  private static Future<Void> decide(Optional<String> found, List<String> outside) {
    return found
        .<Future<Void>>map(what -> {
          String message = what + "; not sent to " + String.join(", ", outside);
          return Future.failedFuture(ReviewProblem.SECRET_NOT_SENT.exception(message));
        })
        .orElseGet(Future::succeededFuture);
  }

  /** The peers of the panel, or their fallbacks, that are paid or on another machine. */
  private List<String> outside(Session session) {
    List<String> outside = new ArrayList<>();
    for (PanelMember member : session.panel()) {
      boolean leaves = peerRegistry.find(member.peer()).stream().anyMatch(SecretGate::anyLeaves);
      if (leaves) {
        outside.add(member.peer());
      }
    }
    return outside;
  }

  private static boolean anyLeaves(Peer peer) {
    return leaves(peer) || peer.fallbacks().stream().anyMatch(SecretGate::leaves);
  }

  /** A peer that has a bug is not trusted with a secret; its call shows what is wrong with it. */
  private static boolean leaves(Peer peer) {
    try {
      return peer.isRemote() || !(peer.pricing() instanceof CallPricing.FreePricing);
    } catch (RuntimeException | Error bug) {
      return true;
    }
  }
}
