package crossreview.peer.builtin;

import crossreview.peer.builtin.Change.AddedLine;
import crossreview.peer.builtin.Change.ChangedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Debug leftovers, whitespace damage, mixed line endings, over-long lines, bare TODOs. */
final class HygieneRule implements Rule {
  private static final int LINE_MAX = 400; // longer ones are data or minified, and nobody reads them
  private static final Pattern MARKER = Pattern.compile("\\b(?:TODO|FIXME|XXX)\\b");
  private static final Pattern REFERENCE =
      Pattern.compile("\\b(?:TODO|FIXME|XXX)\\b.{0,40}(?:#\\d+|[A-Z]{2,10}-\\d+|https?://|\\([\\w-]+\\))");

  @Override
  public List<Flaw> check(Change change) {
    List<Flaw> flaws = new ArrayList<>();
    change.brokenDiff().ifPresent(flaws::add);
    for (ChangedFile file : change.files()) {
      for (AddedLine line : file.added()) {
        check(file, line, flaws);
      }
      endings(file, flaws);
    }
    return flaws;
  }

  private static void check(ChangedFile file, AddedLine line, List<Flaw> flaws) {
    String path = file.path();
    String text = withoutReturn(line.text());
    DebugLeftovers.in(path, text)
        .ifPresent(leftover -> flaws.add(leftover(path, line.number(), leftover, text)));
    if (damaged(path, text)) {
      flaws.add(Flaw.blocking(path, line.number(), "trailing white space", text));
    }
    if (spaceBeforeTab(text)) {
      flaws.add(Flaw.blocking(path, line.number(), "a blank before a tab in the indentation", text));
    }
    if (text.length() > LINE_MAX) {
      String length = "a line of " + text.length() + " characters";
      flaws.add(Flaw.advice(path, line.number(), length, null));
    }
    if (MARKER.matcher(text).find() && !REFERENCE.matcher(text).find()) {
      flaws.add(Flaw.advice(path, line.number(), "a TODO without a reference", text));
    }
  }

  private static Flaw leftover(String path, int line, String what, String text) {
    String statement = "leftover debug statement (" + what + ")";
    return CodeFiles.test(path)
        ? Flaw.advice(path, line, statement, text)
        : Flaw.blocking(path, line, statement, text);
  }

  static String withoutReturn(String text) {
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** White space at the end; two blanks are a line break in Markdown. */
  static boolean damaged(String path, String text) {
    boolean trailing = !text.isEmpty() && (text.endsWith(" ") || text.endsWith("\t"));
    boolean markdownBreak =
        CodeFiles.extension(path).equals("md") && text.endsWith("  ") && !text.isBlank();
    return trailing && !markdownBreak;
  }

  private static boolean spaceBeforeTab(String text) {
    for (int i = 0; i + 1 < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t'); i++) {
      if (text.charAt(i) == ' ' && text.charAt(i + 1) == '\t') {
        return true;
      }
    }
    return false;
  }

  private static void endings(ChangedFile file, List<Flaw> flaws) {
    long returns = file.added().stream().filter(line -> line.text().endsWith("\r")).count();
    if (returns > 0 && returns < file.added().size()) {
      String counts = returns + " of " + file.added().size() + " added lines end with CR LF";
      flaws.add(Flaw.blocking(file.path(), null, "mixed line endings: " + counts, null));
    }
  }
}
