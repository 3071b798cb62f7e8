package crossreview.model.call;

import org.jspecify.annotations.Nullable;

/** Tokens of a call in disjoint buckets; a bucket that the provider does not report is null. */
public record TokenUsage(
    @Nullable Long input,
    @Nullable Long cacheRead,
    @Nullable Long cacheWrite,
    @Nullable Long output,
    @Nullable Long reasoning) {
  public static final TokenUsage NONE = new TokenUsage(null, null, null, null, null);

  /** All that was read, cached or not; null where nothing of it is told. */
  public @Nullable Long inputInAll() {
    if (input == null && cacheRead == null && cacheWrite == null) {
      return null;
    }
    return count(input) + count(cacheRead) + count(cacheWrite);
  }

  private static long count(@Nullable Long tokens) {
    return tokens == null ? 0 : tokens;
  }
}
