package crossreview.model.call;

/** Tokens of a call in disjoint buckets; a bucket that the provider does not report is null. */
public record TokenUsage(Long input, Long cacheRead, Long cacheWrite, Long output, Long reasoning) {
  public static final TokenUsage NONE = new TokenUsage(null, null, null, null, null);
}
