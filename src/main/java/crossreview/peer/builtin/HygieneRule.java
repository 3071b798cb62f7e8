package crossreview.peer.builtin;

import crossreview.diff.TextPart;
import crossreview.diff.TextPart.PartContent;
import crossreview.peer.builtin.ChangedFile.FileLine;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Debug leftovers, white space damage, mixed line endings, over-long lines, characters that turn
 * the direction of reading or are not seen, notes to do something without a reference.
 *
 * <p>What a tool repairs without thinking blocks, and so does what hides the order of a line; what
 * needs a decision is advice.
 */
final class HygieneRule implements ReviewRule {
  private static final int LINE_MAX = 400; // longer ones are data, not text to read
  private static final Pattern NOTE = Pattern.compile("\\b(?:TODO|FIXME|XXX)\\b");
  private static final Pattern REFERENCE =
      Pattern.compile("#\\d+|\\b[A-Z]{2,10}-\\d+|https?://|\\b(?:TODO|FIXME|XXX)\\([\\w.@-]+\\)");

  /** Their white space is what they are about. */
  private static final Set<String> EXACT = Set.of("diff", "patch", "snap", "golden", "approved");

  /** Their lines are not written by hand. */
  private static final Set<String> DATA = Set.of("json", "svg", "lock", "map", "csv", "ipynb");

  @Override
  public boolean reads(ChangeSet changeSet, TextPart part) {
    if (part.content() != PartContent.TEXT) {
      return false;
    }
    return part.hunk() < 0
        || changeSet.reading().files().get(part.file()).hunks().get(part.hunk()).added() > 0;
  }

  @Override
  public String abstention() {
    return "no line of text was added";
  }

  @Override
  public void checkFile(ChangedFile file, ViolationCollector violationCollector) {
    if (!file.readable()) {
      return; // its line numbers may be wrong
    }
    boolean handwritten = file.handwritten();
    for (FileLine line : file.added()) {
      leftover(file, line, violationCollector);
      hidden(file, line, violationCollector);
      if (handwritten) {
        whiteSpace(file, line, violationCollector);
      }
      length(file, line, violationCollector);
      note(file, line, violationCollector);
    }
  }

  private static void leftover(
      ChangedFile file, FileLine line, ViolationCollector violationCollector) {
    String leftover = DebugStatements.in(file.path(), line.content());
    if (leftover == null) {
      return;
    }
    String what = "leftover debug statement (" + leftover + ")";
    if (FileClassifier.test(file.path())) {
      violationCollector.advice(what, line);
    } else {
      violationCollector.blocking(what, line);
    }
  }

  /** What a person sees is not what a machine reads, so reading is not enough to approve it. */
  private static void hidden(
      ChangedFile file, FileLine line, ViolationCollector violationCollector) {
    String text = line.content();
    String smuggled = HiddenCharacters.smuggled(text);
    if (!smuggled.isEmpty()) {
      violationCollector.blocking("hidden text for machines (" + smuggled + ")", line);
    }
    boolean prose =
        FileClassifier.documentation(file.path()) || FileClassifier.translation(file.path());
    String reordering = HiddenCharacters.reordering(text);
    String turned = "bidirectional control characters (" + reordering + ")";
    if (!reordering.isEmpty() && prose) {
      violationCollector.advice(turned, line);
    } else if (!reordering.isEmpty()) {
      violationCollector.blocking(turned, line);
    }
    String withoutWidth = HiddenCharacters.withoutWidth(text, line.number() == 1);
    if (!withoutWidth.isEmpty() && !prose) {
      violationCollector.blocking("invisible characters (" + withoutWidth + ")", line);
    }
  }

  private static void whiteSpace(
      ChangedFile file, FileLine line, ViolationCollector violationCollector) {
    String text = line.content();
    if (trailing(file.path(), text)) {
      form("trailing white space", file, line, violationCollector);
    }
    if (blankBeforeTab(file.path(), text)) {
      form("a blank before a tab in the indentation", file, line, violationCollector);
    }
    if (line.ended() && line.returns() != file.returns()) {
      form("mixed line endings: most lines end differently", file, line, violationCollector);
    }
  }

  /** A fault of form: documentation is never refused for it. */
  private static void form(
      String what, ChangedFile file, FileLine line, ViolationCollector violationCollector) {
    if (FileClassifier.documentation(file.path())) {
      violationCollector.advice(what, line);
    } else {
      violationCollector.blocking(what, line);
    }
  }

  private static void length(
      ChangedFile file, FileLine line, ViolationCollector violationCollector) {
    String extension = FileClassifier.extension(file.path());
    boolean data = DATA.contains(extension) || file.path().contains(".min.");
    if (line.content().length() > LINE_MAX && !data) {
      violationCollector.advice("a line of more than " + LINE_MAX + " characters", line);
    }
  }

  private static void note(ChangedFile file, FileLine line, ViolationCollector violationCollector) {
    boolean note = FileClassifier.code(file.path()) && NOTE.matcher(line.content()).find();
    if (note && !REFERENCE.matcher(line.content()).find()) {
      violationCollector.advice("a note about later work without a reference", line);
    }
  }

  /** White space at the end; two blanks are a line break in Markdown. */
  static boolean trailing(String path, String text) {
    boolean trailing = text.endsWith(" ") || text.endsWith("\t");
    String extension = FileClassifier.extension(path);
    boolean lineBreak = extension.equals("md") && text.endsWith("  ") && !text.isBlank();
    return trailing && !lineBreak && !EXACT.contains(extension);
  }

  static boolean blankBeforeTab(String path, String text) {
    int blank = text.indexOf(" \t");
    return blank >= 0
        && blank + 1 < indent(text)
        && !EXACT.contains(FileClassifier.extension(path));
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
