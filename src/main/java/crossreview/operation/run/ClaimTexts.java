package crossreview.operation.run;

/** How schemas describe what a caller states without evidence. */
public final class ClaimTexts {
  public static final String UNSUPPORTED =
      "What you state as finished or running and nothing attached shows; peers are told too.";
  public static final String ITEM = "kind, source, label, line, text";

  private ClaimTexts() {}
}
