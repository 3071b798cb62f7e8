package crossreview.verdict;

import crossreview.model.WireEnum;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.verdict.JsonExtractor.ExtractedObject;
import crossreview.verdict.JsonExtractor.ExtractionFailure;
import crossreview.verdict.RulingResult.ParsedRuling;
import crossreview.verdict.RulingResult.UnreadableRuling;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a judge's answer: {@code satisfied}, {@code confidence}, {@code rationale}. As with votes,
 * nothing is guessed: an answer without a reason or with an unknown word rules nothing, and neither
 * does a yes that its own text revokes. Total.
 */
public final class RulingReader {
  private static final String KEY = "satisfied";

  private RulingReader() {}

  /**
   * Reads one answer; any thread, time linear in both texts.
   *
   * @param material what the judge was shown; what it only quotes from there is no ruling
   */
  public static RulingResult read(String answer, String material) {
    return switch (JsonExtractor.of(answer, KEY, new RemarkCollector())) {
      case ExtractionFailure extractionFailure ->
          new UnreadableRuling(extractionFailure.why().code(), extractionFailure.why().detail());
      case ExtractedObject extractedObject when extractedObject.quotedFrom(material) ->
          new UnreadableRuling("quoted_verdict", "the only ruling is a quotation of the material");
      case ExtractedObject extractedObject ->
          clear(checked(extractedObject.tree()), extractedObject);
    };
  }

  /** A yes counts only where nothing beside it says otherwise; a no always counts. */
  private static RulingResult clear(RulingResult read, ExtractedObject extractedObject) {
    if (!(read instanceof ParsedRuling ruling) || !ruling.satisfied()) {
      return read;
    }
    if (AnswerEnvelope.failed(extractedObject.tree())) {
      return new UnreadableRuling("unclear_verdict", "\"satisfied\" is true beside a failure");
    }
    return ContradictionSearch.in(extractedObject.tree())
        .or(() -> UnseenText.in(ruling.rationale()))
        .map(words -> "\"satisfied\" is true, and the object says " + words)
        .or(() -> extractedObject.around().objectionToRuling())
        .<RulingResult>map(why -> new UnreadableRuling("unclear_verdict", why))
        .orElse(read);
  }

  private static RulingResult checked(Map<?, ?> tree) {
    if (!(tree.get(KEY) instanceof Boolean satisfied)) {
      return new UnreadableRuling("wrong_type", "satisfied must be true or false");
    }
    Optional<ConfidenceLevel> confidence =
        WireEnum.find(ConfidenceLevel.class, String.valueOf(tree.get("confidence")));
    if (confidence.isEmpty()) {
      return new UnreadableRuling(
          "wrong_value", "confidence must be verified, inferred or unknown");
    }
    if (!(tree.get("rationale") instanceof String rationale) || rationale.isBlank()) {
      return new UnreadableRuling("missing_field", "rationale must not be empty");
    }
    return new ParsedRuling(satisfied, confidence.get(), rationale.strip());
  }
}
