package crossreview.review.prompt;

import crossreview.coverage.ArtifactScope;
import crossreview.coverage.ChangeDelta;
import crossreview.diff.text.TextAnalysis;
import crossreview.model.Digest;
import crossreview.model.finding.Citation;
import crossreview.model.finding.FindingState;
import crossreview.model.material.Artifact;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.rule.DeltaRules;
import crossreview.store.log.SessionLog;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What of the current artifact a peer approved before. On the review's thread; awaits. */
public final class DeltaSource {
  private final SessionLog log;
  private final Map<Digest, ChangeDelta> known = new HashMap<>(); // by earlier text
  private Digest current = Digest.ZERO;

  DeltaSource(SessionLog log) {
    this.log = log;
  }

  /**
   * What is carried over for a peer, and from which round.
   *
   * @param round the round in which it approved everything
   */
  public record PeerDelta(int round, ChangeDelta changeDelta) {}

  /**
   * Empty where the peer is shown everything: nothing is the same, nothing is new, or the rules of
   * a delta want it.
   */
  public Optional<PeerDelta> of(String peer, String model, ArtifactScope scope) {
    Session session = log.session();
    Optional<Round> basis = DeltaRules.basis(session, peer, model);
    if (basis.isEmpty()) {
      return Optional.empty();
    }
    ChangeDelta delta = since(basis.get().number(), scope).showing(scope, disputed(peer));
    boolean something = !delta.carried().isEmpty() && !delta.carried().equals(scope.shown());
    return something ? Optional.of(new PeerDelta(basis.get().number(), delta)) : Optional.empty();
  }

  /** How the current artifact differs from that of an earlier round. */
  ChangeDelta since(int number, ArtifactScope scope) {
    Session session = log.session();
    if (!current.equals(session.current().sha256())) {
      known.clear();
      current = session.current().sha256();
    }
    Round round = session.rounds().get(number - 1);
    return known.computeIfAbsent(
        round.artifact(), before -> ChangeDelta.of(scope, text(before), round.unshownParts()));
  }

  private TextAnalysis text(Digest digest) {
    Artifact before = log.session().artifacts().at(digest);
    String text = new String(log.blobs().get(digest).await(), StandardCharsets.UTF_8);
    return TextAnalysis.of(before.label(), before.mediaType(), text);
  }

  /**
   * The files that the peer's own open findings are about: it has to say whether they are fixed.
   */
  private Set<String> disputed(String peer) {
    return log.session().findings().values().stream()
        .filter(finding -> finding.state() == FindingState.OPEN)
        .filter(finding -> finding.opened().owner().equals(peer))
        .flatMap(finding -> finding.opened().citations().stream())
        .map(Citation::path)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }
}
