package crossreview.verdict;

import crossreview.model.material.Artifact;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictQuality;
import crossreview.model.vote.VerdictStatus;
import crossreview.verdict.ContractValidator.ContractException;
import crossreview.verdict.JsonExtractor.ExtractedObject;
import crossreview.verdict.JsonExtractor.ExtractionFailure;
import crossreview.verdict.VerdictResult.ParsedVerdict;
import crossreview.verdict.VerdictResult.UnreadableVerdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads a peer's answer as a verdict.
 *
 * <p>The form may be untidy, the meaning may not: nothing unknown becomes a vote, what a refusal
 * leaves out is inferred only where it cannot change the vote, what a peer only quotes from the
 * artifact is not its own verdict, and an approval that its own text revokes is none. Total: every
 * answer gives a {@link VerdictResult}.
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
    return read(answer, artifact, artifactText, List.of());
  }

  /** The same where files were shown beside the artifact, which can be cited, too. */
  public static VerdictResult read(
      String answer, Artifact artifact, String artifactText, List<CitableFile> beside) {
    RemarkCollector remarkCollector = new RemarkCollector();
    return switch (JsonExtractor.of(answer, remarkCollector)) {
      case ExtractionFailure extractionFailure -> extractionFailure.why();
      case ExtractedObject extractedObject when extractedObject.quotedFrom(artifactText) ->
          new UnreadableVerdict(
              "quoted_verdict", "the only object with a \"status\" is a quotation of the artifact");
      case ExtractedObject extractedObject
          when !extractedObject.tree().containsKey("status")
              && RefusalForm.of(extractedObject.tree()).isEmpty() ->
          new UnreadableVerdict("missing_field", withoutStatus(extractedObject.tree()));
      case ExtractedObject extractedObject ->
          clear(
              checked(
                  extractedObject.tree(),
                  new CitationResolver(artifact, artifactText, beside),
                  remarkCollector),
              extractedObject);
    };
  }

  /** An approval counts only where nothing beside it says otherwise; a refusal always counts. */
  private static VerdictResult clear(VerdictResult read, ExtractedObject extractedObject) {
    boolean approves =
        read instanceof ParsedVerdict parsed && parsed.verdict().status() == VerdictStatus.READY;
    if (approves && AnswerEnvelope.failed(extractedObject.tree())) {
      return new UnreadableVerdict("unclear_verdict", "\"status\" is READY beside a failure");
    }
    if (!approves) {
      return read;
    }
    String summary = ((ParsedVerdict) read).verdict().summary();
    return ContradictionSearch.in(extractedObject.tree())
        .map(field -> "\"status\" is READY, and " + field)
        .or(() -> extractedObject.around().objection())
        .or(() -> SurroundingText.objectionIn(summary))
        .<VerdictResult>map(why -> new UnreadableVerdict("unclear_verdict", why))
        .orElse(read);
  }

  private static String withoutStatus(Map<?, ?> tree) {
    String names =
        tree.keySet().stream()
            .limit(5)
            .map(name -> RemarkCollector.shown((String) name))
            .collect(Collectors.joining(", "));
    return "\"status\" is missing; "
        + (names.isEmpty() ? "the object is empty" : "the object has " + names)
        + "; the answer must be the verdict itself, without a wrapper";
  }

  private static VerdictResult checked(
      Map<?, ?> tree, CitationResolver citationResolver, RemarkCollector remarkCollector) {
    try {
      Map<?, ?> ours =
          RefusalForm.translate(LegacyVerdict.translate(tree, remarkCollector), remarkCollector);
      Map<String, Object> fields =
          new ContractValidator(remarkCollector)
              .validate(VerdictDefaults.complete(ours, remarkCollector));
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
