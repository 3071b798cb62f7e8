package crossreview.prompt;

import crossreview.guard.PromptFence;
import crossreview.guard.PromptFenceFactory;
import crossreview.model.finding.Citation;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingSuppression;
import crossreview.model.material.Artifact;
import crossreview.model.material.UnsupportedClaim;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a prompt is about; all of it comes from outside.
 *
 * @param task what the caller wants to know
 * @param focus what reviewers should look at most
 * @param artifact what is reviewed
 * @param text the artifact's bytes as text
 * @param evidence what was attached to the artifact
 * @param own the reviewer's own open findings, each of which wants a disposition
 * @param others open blocking findings of others, for the author
 * @param promptNotes what else the peer is informed
 * @param context the files beside the artifact
 * @param excerpt what of the text is shown; absent means all of it
 */
public record PromptInput(
    String task,
    @Nullable String focus,
    Artifact artifact,
    String text,
    List<PromptEvidence> evidence,
    List<Finding> own,
    List<Finding> others,
    PromptNotes promptNotes,
    PromptContext context,
    @Nullable PromptExcerpt excerpt) {
  public PromptInput {
    evidence = List.copyOf(evidence);
    own = List.copyOf(own);
    others = List.copyOf(others);
  }

  /** A matter that is shown whole, without files beside it. */
  public PromptInput(
      String task,
      @Nullable String focus,
      Artifact artifact,
      String text,
      List<PromptEvidence> evidence,
      List<Finding> own,
      List<Finding> others,
      PromptNotes promptNotes) {
    this(task, focus, artifact, text, evidence, own, others, promptNotes, PromptContext.NOTHING);
  }

  /** A matter that is shown whole. */
  public PromptInput(
      String task,
      @Nullable String focus,
      Artifact artifact,
      String text,
      List<PromptEvidence> evidence,
      List<Finding> own,
      List<Finding> others,
      PromptNotes promptNotes,
      PromptContext context) {
    this(task, focus, artifact, text, evidence, own, others, promptNotes, context, null);
  }

  /** The same without what the caller says about it. */
  public PromptInput unframed() {
    return new PromptInput(
        PromptTexts.UNFRAMED,
        null,
        artifact,
        text,
        evidence,
        own,
        others,
        promptNotes.unframed(),
        context,
        excerpt);
  }

  /** The same of which only an excerpt is shown. */
  public PromptInput showing(PromptExcerpt part) {
    return new PromptInput(
        task, focus, artifact, text, evidence, own, others, promptNotes, context, part);
  }

  /** The same with only those changed files beside it that belong to these paths. */
  public PromptInput about(Set<String> paths) {
    return new PromptInput(
        task,
        focus,
        artifact,
        text,
        evidence,
        own,
        others,
        promptNotes,
        context.about(paths),
        excerpt);
  }

  /** A matter with nothing beside it. */
  public PromptInput(
      String task,
      String focus,
      Artifact artifact,
      String text,
      List<PromptEvidence> evidence,
      List<Finding> own,
      List<Finding> others) {
    this(
        task,
        focus,
        artifact,
        text,
        evidence,
        own,
        others,
        PromptNotes.NOTHING,
        PromptContext.NOTHING);
  }

  /** Whether the fence's token does not occur in it; if it does, the caller draws another one. */
  public boolean fits(PromptFence promptFence) {
    List<String> outside = new ArrayList<>(List.of(task, text));
    outside.add(artifact.label());
    outside.add(artifact.mediaType());
    outside.add(focus);
    evidence.forEach(
        promptEvidence -> outside.addAll(List.of(promptEvidence.about(), promptEvidence.text())));
    own.forEach(finding -> collect(finding, outside));
    others.forEach(finding -> collect(finding, outside));
    promptNotes.raised().forEach(finding -> collect(finding, outside));
    promptNotes.answered().forEach(finding -> collect(finding, outside));
    promptNotes.overruled().forEach(finding -> collect(finding, outside));
    outside.addAll(promptNotes.constraints());
    for (FindingSuppression ruling : promptNotes.suppressions()) {
      outside.addAll(List.of(ruling.rule(), ruling.glob(), ruling.reason()));
    }
    for (UnsupportedClaim claim : promptNotes.claims()) {
      outside.addAll(List.of(claim.place(), claim.text()));
    }
    outside.add(promptNotes.stance());
    outside.addAll(context.outside());
    if (excerpt != null) { // its text is of the whole, which is looked at already
      outside.add(excerpt.files());
    }
    outside.removeIf(Objects::isNull);
    return PromptFenceFactory.fits(promptFence, outside);
  }

  private static void collect(Finding finding, List<String> outside) {
    outside.add(finding.statement());
    for (Citation citation : finding.citations()) {
      outside.add(citation.path());
      outside.add(citation.quote());
    }
  }
}
