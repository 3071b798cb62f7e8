package crossreview.rules;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The habits about words: comments speak of the present, code names things by import.
 *
 * <p>"No longer" is left alone: a lock that is no longer held is a state, not history.
 */
final class WordingCheck {
  /** What belongs to git, to the list of changes and to decision records. */
  private static final Pattern HISTORY =
      Pattern.compile(
          "\\b(TODO|FIXME|XXX|HACK)\\b"
              + "|\\bsince (v|version )?\\d+\\.|\\bv\\d+\\.\\d+|\\bversion \\d+\\.\\d+"
              + "|(?i)\\b(previously|formerly|used to be|as of now)\\b"
              + "|\\b(issue|ticket|bug|pull request|PR) #?\\d+"
              + "|\\b20\\d\\d-\\d\\d-\\d\\d\\b(?!T\\d)"
              + "|@since\\b|@author\\b|@version\\b");

  private static final Pattern QUALIFIED =
      Pattern.compile(
          "^(?!\\s*(?:import|package)\\b).*?"
              + "\\b((?:crossreview|java|javax|io\\.vertx|io\\.netty)(?:\\.[a-z]\\w*)+\\.[A-Z]\\w*)",
          Pattern.MULTILINE);

  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?([\\w.]+);", Pattern.MULTILINE);

  private static final Pattern WILDCARD =
      Pattern.compile("^import [\\w. ]+\\.\\*;", Pattern.MULTILINE);

  private WordingCheck() {}

  static List<String> violations(SourceFile file) {
    String code = file.split().code();
    Stream<String> history =
        found(file, HISTORY, file.split().comments()).map(at -> at + "is history in a comment");
    Stream<String> wildcard = found(file, WILDCARD, code).map(at -> at + "imports everything");
    Stream<String> qualified =
        QUALIFIED
            .matcher(code)
            .results()
            .filter(name -> !namesake(name.group(1), file))
            .map(name -> at(file, name.start(1), name.group(1)) + "is named in full");
    return Stream.of(history, wildcard, qualified).flatMap(s -> s).toList();
  }

  /** Of two types with one simple name in a file, the second has to be named in full. */
  private static boolean namesake(String name, SourceFile file) {
    String simple = name.substring(name.lastIndexOf('.'));
    return IMPORT
        .matcher(file.split().code())
        .results()
        .map(line -> line.group(1))
        .anyMatch(other -> other.endsWith(simple) && !other.equals(name));
  }

  private static Stream<String> found(SourceFile file, Pattern words, String text) {
    return words.matcher(text).results().map(r -> at(file, r.start(), r.group()));
  }

  private static String at(SourceFile file, int position, String words) {
    return file.name() + ":" + file.line(position) + ": '" + words.strip() + "' ";
  }
}
