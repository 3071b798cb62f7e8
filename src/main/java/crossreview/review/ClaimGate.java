package crossreview.review;

import crossreview.claim.ClaimCheck;
import crossreview.claim.ClaimMaterial;
import crossreview.claim.ClaimMaterial.AttachedProof;
import crossreview.claim.ClaimMaterial.ClaimText;
import crossreview.diff.text.OutsideLine;
import crossreview.diff.text.TextAnalysis;
import crossreview.model.Digest;
import crossreview.model.ReviewProblem;
import crossreview.model.SessionId;
import crossreview.model.material.Artifact;
import crossreview.model.material.ClaimSource;
import crossreview.model.material.EvidenceKind;
import crossreview.model.material.UnsupportedClaim;
import crossreview.session.Session;
import crossreview.session.SessionSupplement.EvidenceRecord;
import crossreview.store.log.SessionLog;
import crossreview.store.registry.SessionRegistry;
import crossreview.store.registry.SessionRegistry.LeasedLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what a caller states as finished and nothing attached shows, before anything is paid.
 * Texts are read by a worker. Any thread.
 */
public final class ClaimGate {
  private final Vertx vertx;
  private final SessionRegistry sessionRegistry;

  ClaimGate(Vertx vertx, SessionRegistry sessionRegistry) {
    this.vertx = vertx;
    this.sessionRegistry = sessionRegistry;
  }

  /**
   * What the session's caller states that nothing attached shows; nothing is recorded.
   *
   * @param session a state that may be in memory only
   * @param task what its caller asks for instead of its own task; null for its own
   * @param given the texts that are not stored yet
   */
  public Future<List<UnsupportedClaim>> of(
      Session session, @Nullable String task, Map<Digest, String> given) {
    String asked = task == null ? session.opened().task() : task;
    return look(session, asked, digest -> text(session.id(), digest, given));
  }

  /**
   * Fails with {@code unsupported_claims} where a start would; nothing is recorded.
   *
   * @param session a state that may be in memory only
   * @param given the texts that are not stored yet
   */
  public Future<Void> check(Session session, Map<Digest, String> given) {
    if (!session.policy().rules().refusesClaims()) {
      return Future.succeededFuture();
    }
    return look(session, digest -> text(session.id(), digest, given))
        .compose(claims ->
            claims.isEmpty()
                ? Future.succeededFuture()
                : Future.failedFuture(
                    ReviewProblem.UNSUPPORTED_CLAIMS.exception(UnsupportedClaim.words(claims))));
  }

  private Future<String> text(SessionId id, Digest digest, Map<Digest, String> given) {
    String text = given.get(digest);
    return text == null ? stored(id, digest) : Future.succeededFuture(text);
  }

  private Future<String> stored(SessionId id, Digest digest) {
    return sessionRegistry.blob(id, digest).map(ClaimGate::decoded);
  }

  /**
   * What is stated without evidence; nothing where the policy does not look, or where there is no
   * artifact yet.
   *
   * @param texts the artifact and the pieces of evidence by their digests
   */
  Future<List<UnsupportedClaim>> look(Session session, Function<Digest, Future<String>> texts) {
    return look(session, session.opened().task(), texts);
  }

  private Future<List<UnsupportedClaim>> look(
      Session session, String task, Function<Digest, Future<String>> texts) {
    if (!session.policy().rules().looksAtClaims() || !session.hasArtifact()) {
      return Future.succeededFuture(List.of());
    }
    Set<Digest> digests = new HashSet<>(Set.of(session.current().sha256()));
    session
        .supplement()
        .evidence()
        .forEach(piece -> digests.add(piece.attached().artifact().sha256()));
    Map<Digest, String> read = new ConcurrentHashMap<>();
    List<Future<String>> loads =
        digests.stream()
            .map(digest -> texts.apply(digest).onSuccess(text -> read.put(digest, text)))
            .toList();
    return Future.all(loads)
        .compose(all ->
            vertx.executeBlocking(() -> ClaimCheck.of(material(session, task, read)), false));
  }

  /** The same about a session that is about to begin a run; if it fails, the log is released. */
  Future<List<UnsupportedClaim>> look(LeasedLog leasedLog) {
    SessionLog log = leasedLog.log();
    return look(log.session(), digest -> log.blobs().get(digest).map(ClaimGate::decoded))
        .onFailure(unread -> leasedLog.logLease().release());
  }

  /** Bytes that were checked when they came in. */
  private static String decoded(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static ClaimMaterial material(Session session, String task, Map<Digest, String> texts) {
    List<ClaimText> stated = new ArrayList<>();
    List<AttachedProof> proofs = new ArrayList<>();
    Set<String> changed = new HashSet<>();
    stated.add(new ClaimText(ClaimSource.TASK, null, task));
    String focus = session.opened().reviewFocus();
    if (focus != null) {
      stated.add(new ClaimText(ClaimSource.FOCUS, null, focus));
    }
    stated.add(
        new ClaimText(
            ClaimSource.DRAFT,
            null,
            prose(session.current(), text(texts, session.current()), changed)));
    for (EvidenceRecord piece : session.supplement().shownEvidence()) {
      Artifact artifact = piece.attached().artifact();
      String text = text(texts, artifact);
      boolean ran = piece.attached().kind() == EvidenceKind.EXECUTED;
      proofs.add(
          new AttachedProof(
              artifact.label(),
              ran ? piece.attached().command() : null,
              piece.attached().exitCode(),
              text));
      String words = prose(artifact, text, changed);
      if (!ran) {
        stated.add(new ClaimText(ClaimSource.EVIDENCE, artifact.label(), words));
      }
    }
    return new ClaimMaterial(stated, proofs, changed);
  }

  private static String text(Map<Digest, String> texts, Artifact artifact) {
    return Objects.requireNonNull(texts.get(artifact.sha256()), artifact.label());
  }

  /**
   * What its author says in a text. A diff speaks in the lines outside of its files only: what is
   * in them is under review. Lines keep their numbers.
   */
  private static String prose(Artifact artifact, String text, Set<String> changed) {
    TextAnalysis analysis = TextAnalysis.of(artifact.label(), artifact.mediaType(), text);
    analysis.files().forEach(file -> changed.add(file.fileMetadata().path()));
    if (!analysis.isDiff()) {
      return text;
    }
    StringBuilder prose = new StringBuilder();
    int row = 1;
    for (OutsideLine line : analysis.outside()) {
      prose.append("\n".repeat(line.row() - row)).append(line.text().strip());
      row = line.row();
    }
    return prose.toString();
  }
}
