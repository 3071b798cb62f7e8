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

  /** All that was written, thinking included; 0 where nothing of it is told. */
  public long outputInAll() {
    return count(output) + count(reasoning);
  }

  /** Both together; a bucket that neither tells stays null. */
  public TokenUsage plus(TokenUsage other) {
    return new TokenUsage(
        sum(input, other.input),
        sum(cacheRead, other.cacheRead),
        sum(cacheWrite, other.cacheWrite),
        sum(output, other.output),
        sum(reasoning, other.reasoning));
  }

  private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
    return one == null && other == null ? null : (Long) (count(one) + count(other));
  }

  private static long count(@Nullable Long tokens) {
    return tokens == null ? 0 : tokens;
  }
}
