package crossreview.model.vote;

import crossreview.model.ValueChecks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one judge says about one request for evidence.
 *
 * @param satisfied whether the material answers it; null when the judge gave no usable answer
 * @param confidence null in the same case
 * @param rationale why; null in the same case
 * @param failed why there is no usable answer, as a code; null when there is one
 */
public record JudgeOpinion(
    String peer,
    @Nullable Boolean satisfied,
    @Nullable ConfidenceLevel confidence,
    @Nullable String rationale,
    @Nullable String failed) {
  /** Eight of them stay below a line's bound, whatever characters they are made of. */
  public static final int RATIONALE_MAX = 800;

  public JudgeOpinion {
    ValueChecks.text("peer", peer, 1, 32);
    ValueChecks.optional("failed", failed, 64);
    boolean answered = satisfied != null && confidence != null && rationale != null;
    if (answered == (failed != null)) {
      throw new IllegalArgumentException("an opinion is an answer or the reason why there is none");
    }
    if (rationale != null) {
      ValueChecks.text("rationale", rationale, 1, RATIONALE_MAX);
    }
  }

  /** A judge that gave no usable answer. */
  public static JudgeOpinion none(String peer, String code) {
    return new JudgeOpinion(peer, null, null, null, code);
  }

  /** What a judge says that gave a usable answer. */
  public record JudgeAnswer(boolean satisfied, ConfidenceLevel confidence, String rationale) {}

  /** The answer, if there is one. */
  public Optional<JudgeAnswer> answer() {
    return satisfied == null || confidence == null || rationale == null
        ? Optional.empty()
        : Optional.of(new JudgeAnswer(satisfied, confidence, rationale));
  }

  /** Whether the judge stands behind its yes. */
  public boolean verified() {
    return Boolean.TRUE.equals(satisfied) && confidence == ConfidenceLevel.VERIFIED;
  }
}
