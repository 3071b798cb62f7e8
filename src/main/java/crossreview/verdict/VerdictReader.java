package crossreview.verdict;

import crossreview.model.material.Artifact;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictQuality;
import crossreview.verdict.ContractValidator.ContractException;
import crossreview.verdict.JsonExtractor.ExtractedObject;
import crossreview.verdict.JsonExtractor.ExtractionFailure;
import crossreview.verdict.VerdictResult.ParsedVerdict;
import crossreview.verdict.VerdictResult.UnreadableVerdict;
import java.util.Map;

/**
 * Reads a peer's answer as a verdict.
 *
 * <p>The form may be untidy, the meaning may not: nothing is guessed, nothing unknown becomes a
 * vote, and what a peer only quotes from the artifact is not its own verdict. Total: every answer
 * gives a {@link VerdictResult}.
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
  public static VerdictResult read(String answer, Artifact artifact, String artifactText) {
    RemarkCollector remarkCollector = new RemarkCollector();
    return switch (JsonExtractor.of(answer, remarkCollector)) {
      case ExtractionFailure extractionFailure -> extractionFailure.why();
      case ExtractedObject extractedObject
          when QuotationCheck.contains(artifactText, extractedObject.source(), "status") ->
          new UnreadableVerdict(
              "quoted_verdict", "the only object with a \"status\" is text of the artifact");
      case ExtractedObject extractedObject ->
          checked(
              extractedObject.tree(),
              new CitationResolver(artifact, artifactText),
              remarkCollector);
    };
  }

  private static VerdictResult checked(
      Map<?, ?> tree, CitationResolver citationResolver, RemarkCollector remarkCollector) {
    try {
      Map<String, Object> fields =
          new ContractValidator(remarkCollector)
              .validate(LegacyVerdict.translate(tree, remarkCollector));
      VerdictBuilder form = new VerdictBuilder(fields, citationResolver, remarkCollector);
      Verdict verdict = form.verdict();
      VerdictQuality verdictQuality =
          remarkCollector.all().isEmpty() ? VerdictQuality.CLEAN : VerdictQuality.FORMAT_WARNING;
      return new ParsedVerdict(verdict, verdictQuality, remarkCollector.all(), form.uncited());
    } catch (ContractException e) {
      return e.why();
    }
  }
}
