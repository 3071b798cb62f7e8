package crossreview.model;

/** A peer's answer about one of its own open findings. */
public record Disposition(String finding, DispositionAnswer answer, String reason) {
  public static final int REASON_MAX = 1_000;

  public Disposition {
    Checks.text("finding", finding, 1, 32);
    reason = reason == null ? null : Checks.cut(reason, REASON_MAX);
  }
}
