package crossreview.review;

import crossreview.guard.SecretPolicy;
import crossreview.guard.SecretScanner;
import crossreview.guard.SecretSpan;
import crossreview.model.ReviewProblem;
import crossreview.model.SessionId;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.material.Artifact;
import crossreview.model.material.SecretMatch;
import crossreview.model.run.PanelMember;
import crossreview.peer.CallPricing;
import crossreview.peer.Peer;
import crossreview.peer.PeerRegistry;
import crossreview.session.Session;
import crossreview.session.SessionSupplement.EvidenceRecord;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.store.log.CommitResult;
import crossreview.store.log.SessionLog;
import crossreview.store.registry.SessionRegistry;
import crossreview.store.registry.SessionRegistry.LeasedLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
  private final Function<String, List<SecretSpan>> secretRules;

  /**
   * @param secretRules what the user's own rules find beside the known formats
   */
  SecretGate(
      Vertx vertx,
      PeerRegistry peerRegistry,
      SecretPolicy secretPolicy,
      Function<String, List<SecretSpan>> secretRules) {
    this.vertx = vertx;
    this.peerRegistry = peerRegistry;
    this.secretPolicy = secretPolicy;
    this.secretRules = secretRules;
  }

  static SecretGate of(Vertx vertx, ReviewServices tools) {
    return new SecretGate(vertx, tools.peerRegistry(), tools.secretPolicy(), tools.secretRules());
  }

  private record MaterialText(String name, byte[] bytes) {}

  /**
   * The lease if a run may begin or go on; else the log is released.
   *
   * @param asked ids of the peers that will be asked about what a session has; read on its lease
   */
  Future<LeasedLog> admit(
      Future<LeasedLog> lease, @Nullable String key, Function<Session, List<String>> asked) {
    return lease.compose(leasedLog ->
        check(leasedLog.log(), key, asked)
            .onFailure(refused -> leasedLog.logLease().release())
            .map(admitted -> leasedLog));
  }

  /**
   * Completes when a run may begin, or go on with other peers; fails with {@code secret_not_sent}.
   * A repeated command is answered like the first time, whatever was submitted since.
   *
   * @param key the command's
   */
  Future<Void> check(SessionLog log, @Nullable String key, Function<Session, List<String>> asked) {
    Session session = log.session();
    if (key != null && session.memo(key).isPresent()) {
      return Future.succeededFuture();
    }
    List<String> outside = outside(asked.apply(session));
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
   * Completes when a text may be taken: what comes while a run goes on is sent with its next round.
   *
   * @param label names the text
   * @param secrets what in it looks like a secret
   */
  Future<Void> admit(Session session, String label, List<SecretMatch> secrets) {
    if (secrets.isEmpty() || secretPolicy == SecretPolicy.WARN || !session.running()) {
      return Future.succeededFuture();
    }
    String what = words(label, secrets.getFirst());
    List<String> outside = outside(panel(session));
    return decide(Optional.of(what), outside);
  }

  /**
   * Completes when a run on material that was just submitted may begin, by what was seen in it
   * then; fails with {@code secret_not_sent}.
   */
  Future<Void> preview(Session session) {
    ArtifactSubmitted submitted = session.supplement().submitted();
    if (secretPolicy == SecretPolicy.WARN || submitted == null) {
      return Future.succeededFuture();
    }
    Optional<String> found =
        Stream.concat(
                first(submitted.artifact(), submitted.secretsFound()),
                session.supplement().shownEvidence().stream()
                    .map(EvidenceRecord::attached)
                    .flatMap(piece -> first(piece.artifact(), piece.secretsFound())))
            .findFirst();
    return decide(found, outside(panel(session)));
  }

  private static Stream<String> first(Artifact artifact, @Nullable List<SecretMatch> secrets) {
    return Stream.ofNullable(secrets)
        .flatMap(List::stream)
        .limit(1)
        .map(secret -> words(artifact.label(), secret));
  }

  private static String words(String label, SecretMatch secret) {
    return label + " line " + secret.line() + " looks like a secret: " + secret.kind();
  }

  /** The ids of the session's panel. */
  static List<String> panel(Session session) {
    return session.panel().stream().map(PanelMember::peer).toList();
  }

  /** The ids of the session's panel, and others. */
  static Function<Session, List<String>> panelAnd(List<String> others) {
    return session -> Stream.concat(panel(session).stream(), others.stream()).toList();
  }

  /**
   * Records a command that steers a session. A peer that joins a run is sent what the session has,
   * so that is looked at; before a run its start does.
   */
  Future<CommitResult> record(
      SessionRegistry sessionRegistry, SessionId id, SessionCommand steering, Actor actor) {
    if (!(steering instanceof SessionCommand.SwapPeer swap)) {
      return sessionRegistry.record(id, steering, actor);
    }
    List<String> joins = List.of(swap.joins().peer());
    return admit(
            sessionRegistry.lease(id),
            actor.key(),
            session -> session.running() ? joins : List.of())
        .compose(leasedLog ->
            leasedLog.log().record(swap, actor).onComplete(end -> leasedLog.logLease().release()));
  }

  private static Stream<Artifact> material(Session session) {
    return Stream.concat(
        Stream.of(session.current()),
        session.supplement().shownEvidence().stream().map(piece -> piece.attached().artifact()));
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

  private Optional<String> found(MaterialText material) {
    String text = new String(material.bytes(), StandardCharsets.UTF_8);
    List<SecretSpan> known = SecretScanner.spans(text);
    List<SecretSpan> spans = known.isEmpty() ? secretRules.apply(text) : known;
    if (spans.isEmpty()) {
      return Optional.empty();
    }
    SecretSpan first = spans.getFirst();
    String more = spans.size() == 1 ? "" : " (and " + (spans.size() - 1) + " more)";
    return Optional.of(material.name() + " " + first.words(text) + more);
  }

  private static Future<Void> decide(Optional<String> found, List<String> outside) {
    return found
        .filter(what -> !outside.isEmpty())
        .<Future<Void>>map(what -> {
          String message = what + "; not sent to " + String.join(", ", outside);
          return Future.failedFuture(ReviewProblem.SECRET_NOT_SENT.exception(message));
        })
        .orElseGet(Future::succeededFuture);
  }

  /** The peers that are asked, or their fallbacks, that are paid or on another machine. */
  private List<String> outside(List<String> asked) {
    return asked.stream()
        .distinct()
        .filter(id -> peerRegistry.find(id).stream().anyMatch(SecretGate::anyLeaves))
        .toList();
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
