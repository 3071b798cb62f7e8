package crossreview.verdict;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks in the fields of an approval for one that refuses, however deep it is: a status in an inner
 * object, {@code "approved": false}, {@code "blocked": true}. Pure; time linear in the object.
 */
final class ContradictionSearch {
  /** What is said of a finding is not said of the change. */
  private static final Set<String> OF_FINDINGS = Set.of("dispositions", "citations");

  private static final Set<String> APPROVALS =
      Set.of(
          "approve",
          "approved",
          "accepted",
          "isapproved",
          "isready",
          "lgtm",
          "mergeable",
          "pass",
          "passed",
          "passes",
          "ready",
          "readytomerge",
          "safetomerge",
          "shouldmerge",
          "canmerge",
          "success");

  private static final Set<String> REFUSALS =
      Set.of(
          "blocked",
          "blocker",
          "blocking",
          "isblocking",
          "changesrequested",
          "needschanges",
          "needsevidence",
          "notready",
          "rejected",
          "requestchanges",
          "truncated");

  /** What an approval has none of: a list of them, or their text. */
  private static final Set<String> CONDITIONS =
      Set.of(
          "blockers",
          "blockingissues",
          "blockingfindings",
          "conditions",
          "mustfix",
          "objections",
          "requiredchanges",
          "requiredfixes");

  private static final Set<String> BLOCKING = Set.of("blocking", "blocker", "critical");

  private ContradictionSearch() {}

  /** The first field that says otherwise, with its value. */
  static Optional<String> in(@Nullable Object value) {
    return in(value, false);
  }

  /**
   * The same.
   *
   * @param own whether these are the verdict's own findings: that one of them blocks is known
   */
  private static Optional<String> in(@Nullable Object value, boolean own) {
    if (value instanceof List<?> list) {
      return first(list.stream().map(each -> in(each, own)).toList());
    }
    return value instanceof Map<?, ?> fields
        ? first(fields.entrySet().stream().map(field -> in(field, own)).toList())
        : Optional.empty();
  }

  private static Optional<String> first(List<Optional<String>> found) {
    return found.stream().flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> in(Map.Entry<?, ?> field, boolean own) {
    String name = field.getKey().toString();
    Object value = field.getValue();
    if (OF_FINDINGS.contains(name) || value == null || own && name.equals("severity")) {
      return Optional.empty();
    }
    return refuses(name, value)
        ? Optional.of("\"" + name + "\" is " + RemarkCollector.shown(value.toString()))
        : in(value, name.equals("findings"));
  }

  private static boolean refuses(String name, Object value) {
    String folded = name.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    String word = value.toString().strip().toLowerCase(Locale.ROOT);
    boolean some =
        value instanceof List<?> list
            ? !list.isEmpty()
            : value instanceof String && !word.isEmpty();
    return RefusalForm.isRefusal(name, value)
        || CONDITIONS.contains(folded) && some && !word.equals("none")
        || folded.equals("severity") && BLOCKING.contains(word)
        || APPROVALS.contains(folded) && (word.equals("false") || word.equals("no"))
        || REFUSALS.contains(folded) && (word.equals("true") || word.equals("yes"));
  }
}
