package crossreview.http.events;

import crossreview.feed.LineFilter;
import crossreview.journal.StoredLine;
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
    return new LineFilter(types).wants(line);
  }

  /** Whether a transient message is wanted, by its JSON text, in which the type comes first. */
  boolean wantsTransient(String json) {
    return tokens || !json.startsWith("{\"type\":\"token.");
  }
}
