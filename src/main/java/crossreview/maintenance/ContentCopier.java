package crossreview.maintenance;

import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.material.Artifact;
import crossreview.model.material.ContextFile;
import crossreview.model.material.ContextKind;
import crossreview.session.Session;
import crossreview.session.SessionSupplement.EvidenceRecord;
import crossreview.session.command.ArtifactFacts;
import crossreview.session.command.SessionCommand;
import crossreview.store.disk.BlobStore;
import crossreview.store.log.Actor;
import crossreview.store.registry.SessionRegistry;
import crossreview.store.registry.SessionRegistry.LeasedLog;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Hands the texts of one session in to another; the same ones again are not news. Any thread. */
final class ContentCopier {
  private static final Set<ContextKind> CARRIED = Set.of(ContextKind.RULE, ContextKind.ATTACHED);

  private final SessionRegistry sessionRegistry;

  ContentCopier(SessionRegistry sessionRegistry) {
    this.sessionRegistry = sessionRegistry;
  }

  /**
   * Completes with the other session, whose current artifact it is then, with the files beside it.
   * Beside a revision, changed files would not be those that it changes; and what is known of the
   * text that was submitted is not true of a revision.
   */
  Future<Session> artifact(Session from, Artifact artifact, SessionId to, Actor actor) {
    List<ContextFile> beside = beside(from, artifact).toList();
    List<Digest> texts = new ArrayList<>(List.of(artifact.sha256()));
    beside.stream().map(ContextFile::sha256).filter(Objects::nonNull).forEach(texts::add);
    return copied(
        from,
        texts,
        to,
        actor,
        new SessionCommand.SubmitArtifact(artifact, List.of(), facts(from, artifact, beside)));
  }

  /** Completes when the bytes are a blob of the session; null for none. */
  Future<Void> kept(SessionId id, byte @Nullable [] bytes) {
    return bytes == null
        ? Future.succeededFuture()
        : sessionRegistry
            .lease(id)
            .compose(leasedLog ->
                leasedLog
                    .log()
                    .blobs()
                    .put(bytes)
                    .onComplete(end -> leasedLog.logLease().release()))
            .mapEmpty();
  }

  /** Completes with the other session, to which a text was submitted that the first one keeps. */
  Future<Session> draft(Session from, ArtifactSubmitted draft, SessionId to, Actor actor) {
    ArtifactFacts facts = new ArtifactFacts(draft.readAs(), null, draft.patchDigest());
    return copied(
        from,
        List.of(draft.artifact().sha256()),
        to,
        actor,
        new SessionCommand.SubmitArtifact(draft.artifact(), draft.secretsFound(), facts));
  }

  private static @Nullable ArtifactFacts facts(
      Session from, Artifact artifact, List<ContextFile> beside) {
    ArtifactSubmitted submitted = from.supplement().submitted();
    if (submitted == null) {
      return null;
    }
    boolean same = submitted.artifact().equals(artifact);
    return new ArtifactFacts(
        same ? submitted.readAs() : null,
        same ? submitted.change() : null,
        same ? submitted.patchDigest() : null,
        beside,
        submitted.excluded());
  }

  /**
   * Completes when all that will be copied can be read, one text after the other; before a session
   * is opened for it.
   *
   * @param artifact null for none
   * @param evidence how many pieces will be copied
   */
  Future<Void> readable(Session from, @Nullable Artifact artifact, int evidence) {
    List<Digest> texts = new ArrayList<>();
    if (artifact != null) {
      texts.add(artifact.sha256());
      beside(from, artifact).map(ContextFile::sha256).filter(Objects::nonNull).forEach(texts::add);
    }
    from.supplement().evidence().stream()
        .limit(evidence)
        .forEach(piece -> texts.add(piece.attached().artifact().sha256()));
    Future<Void> all = Future.succeededFuture();
    for (Digest text : texts) {
      all = all.compose(before -> sessionRegistry.blob(from.id(), text).mapEmpty());
    }
    return all;
  }

  /** The files that are copied with a text. */
  private static Stream<ContextFile> beside(Session from, Artifact artifact) {
    ArtifactSubmitted submitted = from.supplement().submitted();
    return submitted == null
        ? Stream.empty()
        : submitted.beside().stream()
            .filter(file -> submitted.artifact().equals(artifact) || CARRIED.contains(file.kind()));
  }

  /** The piece with what is known of it; the caller of the copy is its author. */
  Future<Session> evidence(Session from, EvidenceRecord piece, SessionId to, Actor actor) {
    SessionCommand attach =
        new SessionCommand.AttachEvidence(
            piece.attached().artifact(),
            piece.attached().kind(),
            piece.attached().command(),
            piece.attached().exitCode(),
            piece.attached().environment(),
            piece.attached().origin(),
            actor.by(),
            piece.attached().secretsFound());
    return copied(from, List.of(piece.attached().artifact().sha256()), to, actor, attach);
  }

  private Future<Session> copied(
      Session from, List<Digest> texts, SessionId to, Actor actor, SessionCommand sessionCommand) {
    List<Future<byte[]>> read =
        texts.stream().map(digest -> sessionRegistry.blob(from.id(), digest)).toList();
    return Future.all(read)
        .compose(all -> sessionRegistry.lease(to))
        .compose(leasedLog ->
            put(leasedLog, read.stream().map(Future::result).toList(), actor, sessionCommand));
  }

  private static Future<Session> put(
      LeasedLog leasedLog, List<byte[]> texts, Actor actor, SessionCommand sessionCommand) {
    BlobStore blobs = leasedLog.log().blobs();
    return Future.all(texts.stream().map(blobs::put).toList())
        .compose(durable -> leasedLog.log().record(sessionCommand, new Actor(actor.by(), null)))
        .map(commitResult -> commitResult.session())
        .onComplete(end -> leasedLog.logLease().release());
  }
}
