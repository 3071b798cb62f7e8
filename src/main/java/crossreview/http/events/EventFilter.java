package crossreview.http.events;

import crossreview.journal.StoredLine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which lines a subscriber wants, and whether it wants the messages about answers that grow.
 *
 * @param types names of line types, or their beginnings with a star: {@code round.*}; empty for all
 * @param tokens whether transient {@code token.*} messages are wanted
 */
record EventFilter(List<String> types, boolean tokens) {
  static final EventFilter ALL = new EventFilter(List.of(), false);
  static final int TYPES_MAX = 32; // more name nearly every type there is
  private static final Pattern TYPE = Pattern.compile("[a-z_]{1,40}(\\.[a-z_]{1,40}|\\.\\*)?");
  private static final byte[] MARK = "\"type\":\"".getBytes(StandardCharsets.US_ASCII);

  /** What was asked for, unless it is not a list of types. */
  static Optional<EventFilter> of(Object types, boolean tokens) {
    if (!(types instanceof List<?> list) || list.size() > TYPES_MAX) {
      return Optional.empty();
    }
    boolean sound = list.stream().allMatch(t -> t instanceof String s && TYPE.matcher(s).matches());
    List<String> names = list.stream().map(String::valueOf).toList();
    return Optional.of(new EventFilter(names, tokens)).filter(eventFilter -> sound);
  }

  boolean wants(StoredLine line) {
    return types.isEmpty() || types.stream().anyMatch(type -> matches(type, type(line)));
  }

  private static boolean matches(String wanted, String type) {
    return wanted.endsWith(".*")
        ? type.startsWith(wanted.substring(0, wanted.length() - 1))
        : type.equals(wanted);
  }

  /** Whether a transient message is wanted, by its JSON text, in which the type comes first. */
  boolean wantsTransient(String json) {
    return tokens || !json.startsWith("{\"type\":\"token.");
  }

  /** The envelope comes first in a line, so the first such field is the line's own. */
  private static String type(StoredLine line) {
    byte[] bytes = line.bytes();
    for (int at = 0; at + MARK.length < bytes.length; at++) {
      if (marked(bytes, at)) {
        int begin = at + MARK.length;
        int end = begin;
        while (end < bytes.length && bytes[end] != '"') {
          end++;
        }
        return new String(bytes, begin, end - begin, StandardCharsets.US_ASCII);
      }
    }
    return "";
  }

  private static boolean marked(byte[] bytes, int at) {
    for (int i = 0; i < MARK.length; i++) {
      if (bytes[at + i] != MARK[i]) {
        return false;
      }
    }
    return true;
  }
}
