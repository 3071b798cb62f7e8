package crossreview.peer.provider;

import crossreview.model.call.TokenUsage;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens a count can have and still be believed: far above what any tokenizer makes of a
 * request, so that only a fault of the provider is beyond it. Pure.
 *
 * @param inputMax the most in each bucket of the input, in tokens
 * @param outputMax the same for the output and its thinking
 */
public record TokenMaximum(long inputMax, long outputMax) {
  private static final long TOKENS_A_BYTE = 4; // tokenizers make one of a byte at most
  private static final long ADDED = 1_000_000; // what a provider may add: instructions, thinking

  /**
   * The bound of one try.
   *
   * @param outputTokensMax what the request allows
   */
  public static TokenMaximum of(long bytesSent, long outputTokensMax) {
    return new TokenMaximum(bytesSent * TOKENS_A_BYTE + ADDED, outputTokensMax + ADDED);
  }

  boolean admits(TokenUsage usage) {
    return within(inputMax, usage.input(), usage.cacheRead(), usage.cacheWrite())
        && within(outputMax, usage.output(), usage.reasoning());
  }

  private static boolean within(long most, @Nullable Long... buckets) {
    return Stream.of(buckets)
        .filter(Objects::nonNull)
        .allMatch(tokens -> tokens >= 0 && tokens <= most); // a sum that overflowed is below 0
  }
}
