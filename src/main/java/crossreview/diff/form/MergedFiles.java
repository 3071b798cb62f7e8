package crossreview.diff.form;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises the output of {@code diff -D}: two files in one, divided by one name. */
public final class MergedFiles {
  private static final Pattern BEGIN = Pattern.compile("#if(?:n?def) (\\w+)");
  private static final Pattern MIDDLE = Pattern.compile("#else /\\* (\\w+) \\*/");
  private static final Pattern END = Pattern.compile("#endif /\\* (?:! )?(\\w+) \\*/");

  private MergedFiles() {}

  /**
   * The name that divides them. A source that has conditions of its own says so too if all of them
   * are written as {@code diff} writes them; one that defines the name does not.
   */
  public static Optional<String> name(List<String> lines) {
    String name = null;
    boolean complete = false;
    for (String line : lines) {
      if (!line.startsWith("#")) {
        continue;
      }
      for (Pattern pattern : List.of(BEGIN, MIDDLE, END)) {
        Matcher matcher = pattern.matcher(line);
        if (matcher.matches()) {
          name = name == null ? matcher.group(1) : name;
          complete |= pattern == END && matcher.group(1).equals(name);
          if (!matcher.group(1).equals(name)) {
            return Optional.empty();
          }
        }
      }
      if (name != null && line.matches("#\\s*define\\s+" + name + "\\b.*")) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(complete ? name : null);
  }
}
