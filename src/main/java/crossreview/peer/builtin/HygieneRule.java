package crossreview.peer.builtin;

import crossreview.peer.builtin.Change.AddedLine;
import crossreview.peer.builtin.Change.ChangedFile;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Debug leftovers, white space damage, mixed line endings, over-long lines, notes to do something
 * without a reference.
 *
 * <p>What a tool repairs without thinking blocks; what needs a decision is advice.
 */
final class HygieneRule implements Rule {
  private static final int LINE_MAX = 400; // longer ones are data, and nobody reads them
  private static final Pattern NOTE = Pattern.compile("\\b(?:TODO|FIXME|XXX)\\b");
  private static final Pattern REFERENCE =
      Pattern.compile("#\\d+|\\b[A-Z]{2,10}-\\d+|https?://|\\b(?:TODO|FIXME|XXX)\\([\\w.@-]+\\)");

  /** Their white space is what they are about. */
  private static final Set<String> EXACT = Set.of("diff", "patch", "snap", "golden", "approved");

  /** Nobody writes their lines by hand. */
  private static final Set<String> DATA = Set.of("json", "svg", "lock", "map", "csv", "ipynb");

  @Override
  public void file(ChangedFile file, Flaws flaws) {
    for (AddedLine line : file.added()) {
      leftover(file, line, flaws);
      whiteSpace(file, line, flaws);
      length(file, line, flaws);
      note(file, line, flaws);
    }
  }

  private static void leftover(ChangedFile file, AddedLine line, Flaws flaws) {
    String leftover = Leftovers.in(file.path(), line.content());
    if (leftover == null) {
      return;
    }
    String what = "leftover debug statement (" + leftover + ")";
    if (CodeFiles.test(file.path())) {
      flaws.advice(what, line);
    } else {
      flaws.blocking(what, line);
    }
  }

  private static void whiteSpace(ChangedFile file, AddedLine line, Flaws flaws) {
    String text = line.content();
    if (trailing(file.path(), text)) {
      flaws.blocking("trailing white space", line);
    }
    if (blankBeforeTab(file.path(), text)) {
      flaws.blocking("a blank before a tab in the indentation", line);
    }
    if (line.ended() && line.returns() != file.returns()) {
      flaws.blocking("mixed line endings: most lines end otherwise", line);
    }
  }

  private static void length(ChangedFile file, AddedLine line, Flaws flaws) {
    String extension = CodeFiles.extension(file.path());
    boolean data = DATA.contains(extension) || file.path().contains(".min.");
    if (line.content().length() > LINE_MAX && !data) {
      flaws.advice("a line of more than " + LINE_MAX + " characters", line);
    }
  }

  private static void note(ChangedFile file, AddedLine line, Flaws flaws) {
    boolean note = CodeFiles.code(file.path()) && NOTE.matcher(line.content()).find();
    if (note && !REFERENCE.matcher(line.content()).find()) {
      flaws.advice("a note to do something later without a reference", line);
    }
  }

  /** White space at the end; two blanks are a line break in Markdown. */
  static boolean trailing(String path, String text) {
    boolean trailing = text.endsWith(" ") || text.endsWith("\t");
    String extension = CodeFiles.extension(path);
    boolean lineBreak = extension.equals("md") && text.endsWith("  ") && !text.isBlank();
    return trailing && !lineBreak && !EXACT.contains(extension);
  }

  static boolean blankBeforeTab(String path, String text) {
    int blank = text.indexOf(" \t");
    return blank >= 0 && blank + 1 < indent(text) && !EXACT.contains(CodeFiles.extension(path));
  }

  /** How many blanks and tabs a line begins with. */
  static int indent(String text) {
    int at = 0;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }
}
