package crossreview.model.finding;

import crossreview.model.ValueChecks;
import org.jspecify.annotations.Nullable;

/** A peer's answer about one of its own open findings. */
public record FindingDisposition(
    String finding, DispositionAnswer answer, @Nullable String reason) {
  public static final int REASON_MAX = 1_000;

  public FindingDisposition {
    ValueChecks.text("finding", finding, 1, 32);
    reason = reason == null ? null : ValueChecks.cut(reason, REASON_MAX);
  }
}
