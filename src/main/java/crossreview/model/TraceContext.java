package crossreview.model;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a call belongs in a trace of its caller, as the W3C recommendation Trace Context has it in
 * the header {@code traceparent}. Nothing is decided by it.
 *
 * @param traceId 32 hexadecimal digits in lower case, not all zeros
 * @param parentId 16 of them, not all zeros: the span of the caller
 * @param flags 2 of them; only those that are defined: sampled and random
 */
public record TraceContext(String traceId, String parentId, String flags) {
  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  /** A later version may say more; what it is longer than that is not worth reading. */
  private static final int LENGTH_MAX = 512;

  private static final int KNOWN_FLAGS = 0x03;
  private static final String FIRST_VERSION = "00";
  private static final String NO_VERSION = "ff";

  /**
   * Reads a header. One that is not valid is ignored, as the recommendation demands: it never makes
   * a call fail. Of a later version the part is read that the first one defines.
   */
  public static Optional<TraceContext> parse(String traceparent) {
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
    return Optional.of(new TraceContext(parts.group(2), parts.group(3), "0" + flags));
  }

  /** Reads the headers of that name; several are as good as none. */
  public static Optional<TraceContext> parse(List<String> headers) {
    return headers.size() == 1 ? parse(headers.getFirst()) : Optional.empty();
  }

  private static boolean zeros(String digits) {
    return digits.chars().allMatch(digit -> digit == '0');
  }

  /** The header of the first version. */
  public String traceparent() {
    return FIRST_VERSION + "-" + traceId + "-" + parentId + "-" + flags;
  }
}
