package crossreview.diff.form;

import crossreview.diff.DiffFault;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An edit as a coding agent writes it for its own tools: an old text and a new one, without the
 * file around them. Pure; linear in the text.
 */
final class ToolEdit {
  private static final String REASON =
      "an edit in the form of an agent's tool, without the file around it; use git diff";

  private static final Pattern PATCH = Pattern.compile("\\*\\*\\* (?:Update|Add|Delete) File: .+");
  private static final Pattern PATCHED = Pattern.compile("[-+ @].*|\\*\\*\\* .*|");

  private static final Pattern OLD_TAG =
      Pattern.compile("^\\s*<(?:old|old_str(?:ing)?|old_text|search|find|original)>");

  private static final Pattern NEW_TAG =
      Pattern.compile("^\\s*<(?:new|new_str(?:ing)?|new_text|replace|replacement|updated)>");

  private static final Pattern OLD_KEY =
      Pattern.compile("\"(?:old_?str(?:ing)?|old_?text)\"\\s*:\\s*\"", Pattern.CASE_INSENSITIVE);

  private static final Pattern NEW_KEY =
      Pattern.compile("\"(?:new_?str(?:ing)?|new_?text)\"\\s*:\\s*\"", Pattern.CASE_INSENSITIVE);

  private static final Pattern SEARCH = Pattern.compile("<{5,9} (?:SEARCH|ORIGINAL)\\s*");
  private static final Pattern CITED = Pattern.compile("`{3,}\\d+:\\d+:\\S.*");

  private ToolEdit() {}

  /** Where the first one begins. */
  static Optional<DiffFault> in(List<String> lines, BitSet quoted) {
    return inForm(lines, quoted)
        .or(() -> pair(lines, quoted, '<', OLD_TAG, NEW_TAG))
        .or(() -> isJson(lines) ? pair(lines, quoted, '"', OLD_KEY, NEW_KEY) : Optional.empty());
  }

  private static Optional<DiffFault> inForm(List<String> lines, BitSet quoted) {
    boolean first = true;
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank() && !quoted.get(i)) {
        String form = form(lines, i, first);
        if (form != null) {
          return Optional.of(new DiffFault(i + 1, form, -1));
        }
        first = false;
      }
    }
    return Optional.empty();
  }

  private static @Nullable String form(List<String> lines, int at, boolean first) {
    String line = lines.get(at);
    String next = at + 1 < lines.size() ? lines.get(at + 1) : "";
    if (line.startsWith("*** ")
        && PATCH.matcher(line).matches()
        && PATCHED.matcher(next).matches()) {
      return "a patch in the form of an agent's tool; use git diff";
    }
    if (first && line.startsWith("```") && CITED.matcher(line).matches()) {
      return "lines of a file as an editor cites them, without what changed; use git diff";
    }
    return line.startsWith("<<<<<") && SEARCH.matcher(line).matches() ? REASON : null;
  }

  private static boolean isJson(List<String> lines) {
    String first = lines.stream().filter(line -> !line.isBlank()).findFirst().orElse("").strip();
    return first.startsWith("{") || first.startsWith("[");
  }

  /** The first old text, if a new one is on its line or after it. */
  private static Optional<DiffFault> pair(
      List<String> lines, BitSet quoted, char begin, Pattern before, Pattern after) {
    int old = row(lines, quoted, 0, begin, before);
    return old >= 0 && row(lines, quoted, old, begin, after) >= 0
        ? Optional.of(new DiffFault(old + 1, REASON, -1))
        : Optional.empty();
  }

  private static int row(List<String> lines, BitSet quoted, int from, char begin, Pattern pattern) {
    for (int i = quoted.nextClearBit(from); i < lines.size(); i = quoted.nextClearBit(i + 1)) {
      String line = lines.get(i);
      if (line.indexOf(begin) >= 0 && pattern.matcher(line).find()) {
        return i;
      }
    }
    return -1;
  }
}
