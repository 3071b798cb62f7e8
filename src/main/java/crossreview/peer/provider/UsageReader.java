package crossreview.peer.provider;

import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.model.Money;
import crossreview.model.call.TokenUsage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the disjoint buckets of what providers count. A number that is not there stays unknown. */
public final class UsageReader {
  private static final int SHOWN = 40; // characters of a count that cannot be read

  private UsageReader() {}

  /**
   * Input that contains what was cached, and output that contains the thinking.
   *
   * @param prompt all input; null where it is not told
   * @param output all output, thinking included; null where it is not told
   */
  public static TokenUsage inclusive(
      @Nullable Long prompt,
      @Nullable Long read,
      @Nullable Long write,
      @Nullable Long output,
      @Nullable Long reasoning) {
    long cached = or(read) + or(write);
    boolean outside = prompt != null && cached > prompt; // then it was not counted in
    Long fresh = prompt == null || outside ? prompt : Long.valueOf(prompt - cached);
    Long said =
        output != null && reasoning != null && reasoning <= output
            ? Long.valueOf(output - reasoning)
            : output;
    return new TokenUsage(fresh, read, write, said, reasoning);
  }

  /** What a provider says that the call cost, in US dollars. */
  public static Optional<Money> cost(Object usage, @Nullable String pointer) {
    if (pointer == null) {
      return Optional.empty();
    }
    return switch (JsonTree.at(usage, pointer)) {
      case Long whole when whole >= 0 -> Optional.of(new Money(BigDecimal.valueOf(whole)));
      case BigDecimal dollars when dollars.signum() >= 0 -> Optional.of(new Money(dollars));
      case null, default -> Optional.empty();
    };
  }

  /** Whether a total that is told is no more than its parts: else tokens are left out of them. */
  public static boolean sumsUp(Object usage, String total, String... parts) {
    Long told = first(usage, total);
    BigInteger sum = BigInteger.ZERO;
    for (String part : parts) {
      sum = sum.add(BigInteger.valueOf(or(first(usage, part))));
    }
    return told == null || BigInteger.valueOf(told).compareTo(sum) <= 0;
  }

  /** The first number that is there. */
  public static @Nullable Long first(Object usage, String... pointers) {
    for (String pointer : pointers) {
      Long number = JsonTree.whole(usage, pointer);
      if (number != null && number >= 0) {
        return number;
      }
    }
    return null;
  }

  /** The first count that is there and is not a whole number of tokens, with its value. */
  public static Optional<String> unreadable(Map<?, ?> usage) {
    for (Map.Entry<?, ?> entry : usage.entrySet()) {
      String name = entry.getKey().toString();
      Object value = entry.getValue();
      boolean count = name.endsWith("tokens") || name.endsWith("TokenCount");
      if (count && value != null && !(value instanceof Long number && number >= 0)) {
        return Optional.of(name + " " + shown(value));
      }
      Optional<String> inside = value instanceof Map<?, ?> map ? unreadable(map) : Optional.empty();
      if (inside.isPresent()) {
        return inside;
      }
    }
    return Optional.empty();
  }

  private static String shown(Object value) {
    String json = JsonWriter.of(value);
    return json.length() <= SHOWN ? json : json.substring(0, SHOWN) + "…";
  }

  private static long or(@Nullable Long number) {
    return number == null ? 0 : number;
  }
}
