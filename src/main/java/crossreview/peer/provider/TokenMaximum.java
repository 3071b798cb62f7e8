package crossreview.peer.provider;

import crossreview.model.call.TokenUsage;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens a count can have and still be believed: no more than the request allows, with
 * what a provider may add. Pure.
 *
 * @param inputMax the most in each bucket of the input, in tokens
 * @param outputMax the most of the output and its thinking together
 */
public record TokenMaximum(long inputMax, long outputMax) {
  private static final long ADDED = 131_072; // instructions and tools of a gateway; thinking
  private static final long BEYOND = 64; // some servers stop a few tokens late

  /**
   * The bound of one try; tokenizers make one token of a byte at most.
   *
   * @param outputTokensMax what the request allows
   * @param reasoningOutside whether the provider does not limit the thinking by it
   */
  public static TokenMaximum of(long bytesSent, long outputTokensMax, boolean reasoningOutside) {
    return new TokenMaximum(
        bytesSent + ADDED, outputTokensMax + (reasoningOutside ? ADDED : BEYOND));
  }

  boolean admits(TokenUsage usage) {
    return within(inputMax, usage.input(), usage.cacheRead(), usage.cacheWrite())
        && within(outputMax, usage.output(), usage.reasoning())
        && usage.outputInAll() <= outputMax;
  }

  private static boolean within(long most, @Nullable Long... buckets) {
    return Stream.of(buckets)
        .filter(Objects::nonNull)
        .allMatch(tokens -> tokens >= 0 && tokens <= most); // a sum that overflowed is below 0
  }
}
