package crossreview.review.prompt;

import crossreview.model.Digest;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.material.ContextFile;
import crossreview.model.material.ContextKind;
import crossreview.peer.Peer;
import crossreview.peer.PeerRegistry;
import crossreview.prompt.ContextText;
import crossreview.prompt.PromptContext;
import crossreview.session.Session;
import crossreview.store.log.SessionLog;
import crossreview.verdict.CitableFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files beside the artifact, as far as a peer has room for them. On the review's thread. */
public final class ContextSource {
  /** Of what a peer reads, this part is left for words, findings and an answer to repair. */
  private static final int REST = 4;

  private final SessionLog log;
  private final PeerRegistry peerRegistry;
  private final Map<Digest, String> texts = new HashMap<>(); // at most ContextFile.BYTES_MAX

  ContextSource(SessionLog log, PeerRegistry peerRegistry) {
    this.log = log;
    this.peerRegistry = peerRegistry;
  }

  /** The same in a review, its repair and the search for its citations. Awaits the first time. */
  PromptContext of(String peer) {
    Session session = log.session();
    ArtifactSubmitted submitted = session.supplement().submitted();
    if (submitted == null || submitted.beside().isEmpty()) {
      return PromptContext.NOTHING;
    }
    List<ContextText> shown = new ArrayList<>();
    List<ContextFile> omitted = new ArrayList<>();
    for (ContextFile file : submitted.beside()) {
      if (file.sha256() == null) {
        omitted.add(file);
      } else {
        shown.add(new ContextText(file, text(file.sha256())));
      }
    }
    boolean revised = !session.current().sha256().equals(submitted.artifact().sha256());
    return PromptContext.of(shown, omitted, revised, room(session, peer));
  }

  /**
   * Files that can be cited: as they are after the change, or without it. A rule is not cited, a
   * revision has other files, and what a file was before is in the diff where it matters.
   */
  List<CitableFile> citable() {
    Session session = log.session();
    ArtifactSubmitted submitted = session.supplement().submitted();
    if (submitted == null || !session.current().sha256().equals(submitted.artifact().sha256())) {
      return List.of();
    }
    List<CitableFile> citable = new ArrayList<>();
    for (ContextFile file : submitted.beside()) {
      boolean present = file.kind() == ContextKind.AFTER || file.kind() == ContextKind.ATTACHED;
      if (file.sha256() != null && present) {
        citable.add(new CitableFile(file.path(), file.sha256(), text(file.sha256())));
      }
    }
    return citable;
  }

  private long room(Session session, String peer) {
    long material =
        session.current().bytes()
            + session.supplement().shownEvidence().stream()
                .mapToLong(piece -> piece.attached().artifact().bytes())
                .sum();
    return peerRegistry
        .find(peer)
        .map(asked -> Math.min(asked.contextBytesMax(), left(asked, material)))
        .orElse(0L);
  }

  private static long left(Peer peer, long material) {
    long whole = peer.promptBytesMax();
    return whole == Long.MAX_VALUE ? whole : Math.max(0, whole - whole / REST - material);
  }

  private String text(Digest digest) {
    return texts.computeIfAbsent(
        digest, wanted -> new String(log.blobs().get(wanted).await(), StandardCharsets.UTF_8));
  }
}
