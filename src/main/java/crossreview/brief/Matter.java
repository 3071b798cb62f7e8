package crossreview.brief;

import crossreview.guard.PromptFence;
import crossreview.guard.PromptFenceFactory;
import crossreview.model.finding.Citation;
import crossreview.model.finding.Finding;
import crossreview.model.material.Artifact;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a prompt is about; all of it comes from outside.
 *
 * @param task what the caller wants to know
 * @param focus what reviewers should look at most, or null
 * @param artifact what is reviewed
 * @param text the artifact's bytes as text
 * @param evidence what was handed in beside the artifact
 * @param own the reviewer's own open findings, each of which wants a disposition
 * @param others open blocking findings of others, for the author
 * @param beside what else the peer is told
 */
public record Matter(
    String task,
    String focus,
    Artifact artifact,
    String text,
    List<Exhibit> evidence,
    List<Finding> own,
    List<Finding> others,
    Beside beside) {
  public Matter {
    evidence = List.copyOf(evidence);
    own = List.copyOf(own);
    others = List.copyOf(others);
  }

  /** A matter with nothing beside it. */
  public Matter(
      String task,
      String focus,
      Artifact artifact,
      String text,
      List<Exhibit> evidence,
      List<Finding> own,
      List<Finding> others) {
    this(task, focus, artifact, text, evidence, own, others, Beside.NOTHING);
  }

  /** Whether the fence's token stands nowhere in it; if it does, the caller draws another one. */
  public boolean fits(PromptFence promptFence) {
    List<String> outside = new ArrayList<>(List.of(task, text));
    outside.add(artifact.label());
    outside.add(artifact.mediaType());
    outside.add(focus);
    evidence.forEach(exhibit -> outside.addAll(List.of(exhibit.about(), exhibit.text())));
    own.forEach(finding -> collect(finding, outside));
    others.forEach(finding -> collect(finding, outside));
    beside.raised().forEach(finding -> collect(finding, outside));
    beside.answered().forEach(finding -> collect(finding, outside));
    outside.addAll(beside.constraints());
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
