package crossreview.verdict;

import crossreview.model.material.Artifact;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictQuality;
import crossreview.verdict.AnswerScan.Found;
import crossreview.verdict.AnswerScan.Nothing;
import crossreview.verdict.ContractCheck.Broken;
import crossreview.verdict.Reading.Read;
import crossreview.verdict.Reading.Unreadable;
import java.util.Map;

/**
 * Reads a peer's answer as a verdict.
 *
 * <p>The form may be untidy, the meaning may not: nothing is guessed, nothing unknown becomes a
 * vote, and what a peer only quotes from the artifact is not its own verdict. Total: every answer
 * gives a {@link Reading}.
 */
public final class VerdictReader {
  private VerdictReader() {}

  /**
   * Reads one answer; any thread, time linear in both texts.
   *
   * @param answer the answer as it came
   * @param artifact what the peer was shown; citations are bound to its digest
   * @param artifactText the artifact's bytes as text
   */
  public static Reading read(String answer, Artifact artifact, String artifactText) {
    Remarks remarks = new Remarks();
    return switch (AnswerScan.of(answer, remarks)) {
      case Nothing nothing -> nothing.why();
      case Found found when Quotation.standsIn(artifactText, found.source(), "status") ->
          new Unreadable(
              "quoted_verdict", "the only object with a \"status\" is text of the artifact");
      case Found found -> checked(found.tree(), new Citations(artifact, artifactText), remarks);
    };
  }

  private static Reading checked(Map<?, ?> tree, Citations citations, Remarks remarks) {
    try {
      Map<String, Object> fields =
          new ContractCheck(remarks).check(FormerForm.translated(tree, remarks));
      VerdictForm form = new VerdictForm(fields, citations, remarks);
      Verdict verdict = form.verdict();
      VerdictQuality verdictQuality =
          remarks.all().isEmpty() ? VerdictQuality.CLEAN : VerdictQuality.FORMAT_WARNING;
      return new Read(verdict, verdictQuality, remarks.all(), form.uncited());
    } catch (Broken e) {
      return e.why();
    }
  }
}
