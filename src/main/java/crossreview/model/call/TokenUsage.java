package crossreview.model.call;

/** Tokens of a call in disjoint buckets; a bucket that the provider does not report is null. */
public record TokenUsage(Long input, Long cacheRead, Long cacheWrite, Long output, Long reasoning) {
  public static final TokenUsage NONE = new TokenUsage(null, null, null, null, null);

  /** All that was read, cached or not; null where nothing of it is told. */
  public Long inputInAll() {
    if (input == null && cacheRead == null && cacheWrite == null) {
      return null;
    }
    return count(input) + count(cacheRead) + count(cacheWrite);
  }

  private static long count(Long tokens) {
    return tokens == null ? 0 : tokens;
  }
}
