package crossreview.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the systems of a trace say to themselves in the header {@code tracestate} of the W3C
 * recommendation Trace Context: members {@code key=value}, the latest first. It is passed on and
 * nothing in it is read.
 */
final class TraceState {
  private static final Pattern MEMBER =
      Pattern.compile(
          "[ \\t]*+(([a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13})"
              + "=[\\x20-\\x2b\\x2d-\\x3c\\x3e-\\x7e]{0,255}[\\x21-\\x2b\\x2d-\\x3c\\x3e-\\x7e])"
              + "[ \\t]*");
  private static final Pattern EMPTY = Pattern.compile("[ \\t]*");

  /** More members than that make the header invalid. */
  private static final int MEMBERS_MAX = 32;

  /**
   * Which lengths have to be passed on at least; this is how much is kept, as every line has it.
   */
  private static final int LENGTH_MAX = 512;

  /** Members that are longer are the first to go when the whole is too long. */
  private static final int LONG_MEMBER = 128;

  /** What 32 members of the greatest length and the space between them can need. */
  private static final int READ_MAX = 32_768;

  private TraceState() {}

  /**
   * Reads the headers of that name, which are one list in parts; empty where there is no member or
   * the list is not valid.
   */
  static Optional<String> parse(List<String> headers) {
    if (headers.stream().mapToLong(String::length).sum() > READ_MAX) {
      return Optional.empty();
    }
    List<String> members = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (String member : String.join(",", headers).split(",")) {
      Matcher parts = MEMBER.matcher(member);
      if (parts.matches()) {
        if (keys.add(parts.group(2))) { // of several with one key the latest counts
          members.add(parts.group(1));
        }
      } else if (!EMPTY.matcher(member).matches()) {
        return Optional.empty();
      }
    }
    return members.size() > MEMBERS_MAX
        ? Optional.empty()
        : Optional.of(shortened(members)).filter(state -> !state.isEmpty());
  }

  /** Whole members only, as the recommendation wants it: the long ones go first, then the last. */
  private static String shortened(List<String> members) {
    List<String> kept = new ArrayList<>(members);
    for (int i = kept.size() - 1; i >= 0 && length(kept) > LENGTH_MAX; i--) {
      if (kept.get(i).length() > LONG_MEMBER) {
        kept.remove(i);
      }
    }
    while (length(kept) > LENGTH_MAX) {
      kept.removeLast();
    }
    return String.join(",", kept);
  }

  private static int length(List<String> members) {
    return members.stream().mapToInt(member -> member.length() + 1).sum() - 1;
  }
}
