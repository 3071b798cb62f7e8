package crossreview.verdict;

import crossreview.model.WireEnum;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.verdict.AnswerScan.Found;
import crossreview.verdict.AnswerScan.Nothing;
import crossreview.verdict.Ruling.Said;
import crossreview.verdict.Ruling.Unusable;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a judge's answer: {@code satisfied}, {@code confidence}, {@code rationale}. As with votes,
 * nothing is guessed: an answer without a reason or with an unknown word rules nothing. Total.
 */
public final class RulingReader {
  private static final String KEY = "satisfied";

  private RulingReader() {}

  /**
   * Reads one answer; any thread, time linear in both texts.
   *
   * @param material what the judge was shown; what it only quotes from there is no ruling
   */
  public static Ruling read(String answer, String material) {
    return switch (AnswerScan.of(answer, KEY, new Remarks())) {
      case Nothing nothing -> new Unusable(nothing.why().code(), nothing.why().detail());
      case Found found when Quotation.standsIn(material, found.source(), KEY) ->
          new Unusable("quoted_verdict", "the only ruling is text of the material");
      case Found found -> checked(found.tree());
    };
  }

  private static Ruling checked(Map<?, ?> tree) {
    if (!(tree.get(KEY) instanceof Boolean satisfied)) {
      return new Unusable("wrong_type", "satisfied must be true or false");
    }
    Optional<ConfidenceLevel> confidence =
        WireEnum.find(ConfidenceLevel.class, String.valueOf(tree.get("confidence")));
    if (confidence.isEmpty()) {
      return new Unusable("wrong_value", "confidence must be verified, inferred or unknown");
    }
    if (!(tree.get("rationale") instanceof String rationale) || rationale.isBlank()) {
      return new Unusable("missing_field", "rationale must say why");
    }
    return new Said(satisfied, confidence.get(), rationale.strip());
  }
}
