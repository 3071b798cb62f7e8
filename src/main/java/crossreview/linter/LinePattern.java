package crossreview.linter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Set;

/** The patterns that read lines of text, of RE2: they take linear time whatever they are. */
public final class LinePattern {
  private static final List<String> NEEDED = List.of("path", "line", "message");
  private static final Set<String> KNOWN =
      Set.of("path", "line", "message", "end_line", "level", "rule");

  private LinePattern() {}

  /**
   * Makes one of its text.
   *
   * @throws IllegalArgumentException with what is wrong, as a clause
   */
  public static Pattern of(String expression) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "is not a regular expression of RE2: " + e.getMessage(), e);
    }
    Set<String> groups = pattern.namedGroups().keySet();
    for (String name : NEEDED) {
      if (!groups.contains(name)) {
        throw new IllegalArgumentException("has no group (?P<" + name + ">…)");
      }
    }
    for (String name : groups) {
      if (!KNOWN.contains(name)) {
        throw new IllegalArgumentException(
            "has a group \"" + name + "\"; known are path, line, end_line, level, rule, message");
      }
    }
    return pattern;
  }
}
