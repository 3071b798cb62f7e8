package crossreview.model;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a call belongs in a trace of its caller, as the W3C recommendation Trace Context has it in
 * the headers {@code traceparent} and {@code tracestate}. Nothing is decided by it.
 *
 * @param traceId 32 hexadecimal digits in lower case, not all zeros
 * @param parentId 16 of them, not all zeros: the span of the caller
 * @param flags 2 of them; only those that are defined: sampled and random
 * @param tracestate what the systems of the trace say to themselves, at most 512 characters in
 *     whole members; null where nothing valid was said
 */
public record TraceContext(
    String traceId, String parentId, String flags, @Nullable String tracestate) {
  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  /** A later version may say more; what it is longer than that is not worth reading. */
  private static final int LENGTH_MAX = 512;

  private static final int KNOWN_FLAGS = 0x03;
  private static final String FIRST_VERSION = "00";
  private static final String NO_VERSION = "ff";

  /**
   * Reads the headers of both names. What is not valid is ignored, as the recommendation demands:
   * it never makes a call fail. Several {@code traceparent} are as good as none; several {@code
   * tracestate} are one list, which counts only beside a valid {@code traceparent}.
   */
  public static Optional<TraceContext> parse(List<String> traceparent, List<String> tracestate) {
    return traceparent.size() == 1
        ? parse(traceparent.getFirst()).map(parent -> parent.with(tracestate))
        : Optional.empty();
  }

  /** The same of values that can stand once only, such as fields of a JSON object. */
  public static @Nullable TraceContext ofNullable(
      @Nullable Object traceparent, @Nullable Object tracestate) {
    return parse(texts(traceparent), texts(tracestate)).orElse(null);
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof String text ? List.of(text) : List.of();
  }

  private TraceContext with(List<String> other) {
    return new TraceContext(traceId, parentId, flags, TraceState.parse(other).orElse(null));
  }

  /** Of a later version the part is read that the first one defines. */
  private static Optional<TraceContext> parse(String traceparent) {
    if (traceparent.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    Matcher parts = FORM.matcher(traceparent.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    String version = parts.group(1);
    boolean longer = parts.group(5) != null;
    if (version.equals(NO_VERSION)
        || version.equals(FIRST_VERSION) && longer
        || zeros(parts.group(2))
        || zeros(parts.group(3))) {
      return Optional.empty();
    }
    int flags = Integer.parseInt(parts.group(4), 16) & KNOWN_FLAGS;
    return Optional.of(new TraceContext(parts.group(2), parts.group(3), "0" + flags, null));
  }

  private static boolean zeros(String digits) {
    return digits.chars().allMatch(digit -> digit == '0');
  }

  /** The header of the first version. */
  public String traceparent() {
    return FIRST_VERSION + "-" + traceId + "-" + parentId + "-" + flags;
  }
}
