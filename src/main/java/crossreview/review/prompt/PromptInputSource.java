package crossreview.review.prompt;

import crossreview.coverage.ArtifactScope;
import crossreview.coverage.ChangeDelta;
import crossreview.coverage.DiffExcerpt;
import crossreview.coverage.FileExclusion;
import crossreview.coverage.FileList;
import crossreview.diff.text.TextAnalysis;
import crossreview.guard.PromptFence;
import crossreview.guard.PromptFenceFactory;
import crossreview.json.JsonWriter;
import crossreview.model.CarriedParts;
import crossreview.model.Digest;
import crossreview.model.PathGlob;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.finding.Finding;
import crossreview.model.finding.SuppressionSet;
import crossreview.model.material.Artifact;
import crossreview.model.material.FileRuling;
import crossreview.model.run.PanelMember;
import crossreview.peer.PeerRegistry;
import crossreview.prompt.FindingLines;
import crossreview.prompt.PromptEvidence;
import crossreview.prompt.PromptExcerpt;
import crossreview.prompt.PromptInput;
import crossreview.prompt.PromptNotes;
import crossreview.session.OperatorChanges;
import crossreview.session.Session;
import crossreview.session.SessionSupplement;
import crossreview.session.rule.FramingRules;
import crossreview.session.rule.Panel;
import crossreview.store.log.SessionLog;
import crossreview.verdict.CitableFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is put before peers: the current artifact's text, findings, and a fence that holds. */
public final class PromptInputSource {
  private static final int DRAWS_MAX = 8; // 128 random bits twice in one text are not an accident

  private final SessionLog log;
  private final SessionRandomness sessionRandomness;
  private @Nullable LoadedText loaded;
  private @Nullable TextContent contentless;
  private final Map<Digest, String> exhibits = new HashMap<>(); // a session takes a few pieces
  private final ContextSource contextSource;
  private final DeltaSource deltaSource;
  private int draw;

  public PromptInputSource(
      SessionLog log, SessionRandomness sessionRandomness, PeerRegistry peerRegistry) {
    this.log = log;
    this.sessionRandomness = sessionRandomness;
    this.contextSource = new ContextSource(log, peerRegistry);
    this.deltaSource = new DeltaSource(log);
  }

  private record LoadedText(Artifact artifact, String text) {}

  /** Whether the current artifact shows nothing of a change; awaits the first time. */
  public boolean isContentless() {
    String text = text();
    Artifact current = log.session().current();
    if (contentless == null || !contentless.artifact().equals(current)) {
      TextAnalysis analysis = TextAnalysis.of(current.label(), current.mediaType(), text);
      contentless = new TextContent(current, analysis.isContentless());
    }
    return contentless.none();
  }

  /** What is kept of an analysis, which is larger than its text. */
  private record TextContent(Artifact artifact, boolean none) {}

  /** The text of the current artifact; awaits the first time. */
  public String text() {
    Artifact current = log.session().current();
    if (loaded == null || !loaded.artifact().equals(current)) {
      byte[] bytes = log.blobs().get(current.sha256()).await();
      loaded = new LoadedText(current, new String(bytes, StandardCharsets.UTF_8));
    }
    return loaded.text();
  }

  /** The files and the evidence beside the artifact that can be cited. Awaits the first time. */
  public List<CitableFile> beside() {
    List<CitableFile> beside = new ArrayList<>(contextSource.citable());
    for (SessionSupplement.EvidenceRecord piece : log.session().supplement().shownEvidence()) {
      Artifact artifact = piece.attached().artifact();
      String shown = evidenceItem(piece).text();
      beside.add(new CitableFile(artifact.label(), artifact.sha256(), shown, true));
    }
    return beside;
  }

  /** Which parts the current artifact has and what of it is left out. Awaits. */
  public ArtifactScope scope() {
    ArtifactSubmitted submitted = log.session().supplement().submitted();
    List<FileExclusion> exclusions =
        submitted == null
            ? List.of()
            : submitted.excluded().stream()
                .flatMap(exclusion ->
                    exclusion.globs().stream()
                        .map(glob -> new FileExclusion(new PathGlob(glob), exclusion.reason())))
                .toList();
    List<FileRuling> rulings = log.session().steering().rulings();
    Artifact current = log.session().current();
    ArtifactScope scope = ArtifactScope.of(current, text(), exclusions, rulings);
    contentless = new TextContent(current, scope.textAnalysis().isContentless());
    return scope;
  }

  /** What a reviewer is shown that reads all that there is to review: rules read the rest too. */
  public PromptInput forReviewer(String peer, ArtifactScope scope) {
    PromptInput whole = forReviewer(peer);
    boolean all = Panel.isRule(log.session(), peer) || scope.whole();
    return all
        ? whole
        : whole.showing(
            new PromptExcerpt(DiffExcerpt.of(scope, scope.all()), 1, 1, null, FileList.of(scope)));
  }

  /** What a reviewer is shown in one of its sections. Awaits. */
  public PromptInput forSection(String peer, ArtifactScope scope, SectionScope section) {
    CarriedParts carried = section.carriedFrom();
    String files =
        carried == null
            ? FileList.of(scope)
            : FileList.of(
                scope,
                new ChangeDelta(
                    carried.numbers(), deltaSource.since(carried.round(), scope).gone()));
    PromptExcerpt excerpt =
        new PromptExcerpt(
            DiffExcerpt.of(scope, section.parts()),
            section.number(),
            section.of(),
            carried == null ? null : carried.round(),
            files);
    PromptInput all = forReviewer(peer).showing(excerpt);
    return carried == null ? all : all.about(paths(scope, section.parts()));
  }

  private static Set<String> paths(ArtifactScope scope, BitSet parts) {
    return parts.stream()
        .mapToObj(part -> scope.parts().get(part - 1).path())
        .collect(Collectors.toSet());
  }

  /** What is carried over from earlier rounds. */
  public DeltaSource deltas() {
    return deltaSource;
  }

  /** What a reviewer is shown beside what is left out of the artifact. */
  public PromptInput forReviewer(String peer) {
    Session session = log.session();
    PromptFindings findings = new PromptFindings(session);
    boolean named = session.policy().rules().reveal();
    PromptNotes promptNotes =
        new PromptNotes(
            constraints(),
            findings.raisedByOthers(peer),
            named,
            findings.unadmitted(peer),
            findings.answered(peer),
            findings.overruled(peer),
            stance(peer));
    return promptInput(peer, findings.own(peer), List.of(), promptNotes);
  }

  private @Nullable String stance(String peer) {
    return log.session().panel().stream()
        .filter(member -> member.peer().equals(peer))
        .map(PanelMember::stance)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** What an author is shown. */
  public PromptInput forAuthor(String author) {
    PromptNotes promptNotes = new PromptNotes(constraints(), List.of(), true, 0);
    return promptInput(
        author, List.of(), new PromptFindings(log.session()).forAuthor(author), promptNotes);
  }

  /** Everything that was submitted as text: what a judge may only quote. Awaits. */
  public String submittedText() {
    StringBuilder all = new StringBuilder(text());
    for (SessionSupplement.EvidenceRecord piece : log.session().supplement().shownEvidence()) {
      all.append('\n').append(evidenceItem(piece).text());
    }
    return all.toString();
  }

  /** What authors were told beside the artifact: the source of what a revision adds. Awaits. */
  public List<String> sources() {
    Session session = log.session();
    List<String> sources = new ArrayList<>(constraints());
    sources.add(session.opened().task());
    sources.add(Objects.requireNonNullElse(session.opened().reviewFocus(), ""));
    beside().forEach(file -> sources.add(file.text()));
    session
        .findings()
        .values()
        .forEach(finding -> sources.add(FindingLines.of(List.of(finding.opened()))));
    session.artifacts().keySet().stream()
        .limit(1) // what the caller submitted, which a rotator may restore
        .forEach(first ->
            sources.add(new String(log.blobs().get(first).await(), StandardCharsets.UTF_8)));
    return sources;
  }

  /** What a judge is shown besides the item: no findings. */
  public PromptInput forJudge(String judge) {
    return promptInput(
        judge, List.of(), List.of(), new PromptNotes(constraints(), List.of(), true, 0));
  }

  private List<String> constraints() {
    OperatorChanges operatorChanges = log.session().steering();
    return operatorChanges.constraints().stream()
        .limit(
            new PromptFindings(log.session()).inRound()
                ? operatorChanges.shown()
                : OperatorChanges.CONSTRAINTS_MAX)
        .map(said -> JsonWriter.of(said.text()) + " (" + said.by() + ")")
        .toList();
  }

  private PromptInput promptInput(
      String peer, List<Finding> own, List<Finding> others, PromptNotes promptNotes) {
    String whole = text();
    Session session = log.session();
    SuppressionSet rulings = session.suppressions();
    PromptInput told =
        new PromptInput(
            session.opened().task(),
            session.opened().reviewFocus(),
            session.current(),
            whole,
            session.supplement().shownEvidence().stream().map(this::evidenceItem).toList(),
            own,
            others,
            promptNotes.with(
                rulings == null ? List.of() : rulings.entries(), session.run().claims()),
            contextSource.of(peer));
    return FramingRules.blind(session, peer) ? told.unframed() : told;
  }

  /** All peers are shown the same pieces; each is read once. Awaits. */
  private PromptEvidence evidenceItem(SessionSupplement.EvidenceRecord piece) {
    Digest digest = piece.attached().artifact().sha256();
    String shown = exhibits.get(digest);
    if (shown == null) {
      shown = new String(log.blobs().get(digest).await(), StandardCharsets.UTF_8);
      exhibits.put(digest, shown);
    }
    return new PromptEvidence(piece.attached(), piece.by(), shown);
  }

  /** A fence whose token does not occur in what it has to hold. */
  public PromptFence fence(Predicate<PromptFence> fits) {
    for (int tries = 0; tries < DRAWS_MAX; tries++) {
      PromptFence promptFence = PromptFenceFactory.of(sessionRandomness.fence(log.id(), draw));
      if (fits.test(promptFence)) {
        return promptFence;
      }
      draw++;
    }
    throw new IllegalStateException("no fence fits the material of session " + log.id());
  }
}
