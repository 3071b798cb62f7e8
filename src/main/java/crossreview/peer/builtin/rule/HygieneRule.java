package crossreview.peer.builtin.rule;

import crossreview.diff.text.TextPart;
import crossreview.diff.text.TextPart.PartContent;
import crossreview.peer.builtin.change.ChangeSet;
import crossreview.peer.builtin.change.ChangedFile;
import crossreview.peer.builtin.change.ChangedFile.FileLine;
import crossreview.peer.builtin.change.FileClassifier;
import crossreview.peer.builtin.rule.DebugLeftovers.DebugLeftover;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Debug leftovers, white space damage, mixed line endings, over-long lines, characters that turn
 * the direction of reading or are not seen, notes to do something without a reference.
 *
 * <p>What a tool repairs without thinking blocks, and so does what hides the order of a line; what
 * needs a decision is advice.
 */
public final class HygieneRule implements ReviewRule {
  private static final int LINE_MAX = 400; // longer ones are not read to their end
  private static final Pattern NOTE = Pattern.compile("\\b(?:TODO|FIXME|XXX)\\b");
  private static final Pattern REFERENCE =
      Pattern.compile("#\\d+|\\b[A-Z]{2,10}-\\d+|https?://|\\b(?:TODO|FIXME|XXX)\\([\\w.@-]+\\)");

  /** Their white space is what they are about. */
  private static final Set<String> EXACT = Set.of("diff", "patch", "snap", "golden", "approved");

  @Override
  public boolean reads(ChangeSet changeSet, TextPart part) {
    if (part.content() != PartContent.TEXT || changeSet.reading().isUnnamedCode()) {
      return false;
    }
    return part.hunk() < 0
        || changeSet.reading().files().get(part.file()).hunks().get(part.hunk()).added() > 0;
  }

  /** Images that are texts; no person reads their lines. */
  private static final Set<String> IMAGES = Set.of("svg", "eps", "ps", "xpm");

  @Override
  public String abstention() {
    return "no line of text was added";
  }

  @Override
  public void checkFile(ChangedFile file, ViolationCollector violationCollector) {
    if (!file.readable()) {
      return; // its line numbers may be wrong
    }
    leftovers(file, violationCollector);
    file.added().forEach(line -> hidden(file, line, violationCollector));
    boolean drawn = IMAGES.contains(FileClassifier.extension(file.path()));
    if (file.handwritten() && !FileClassifier.prose(file.path()) && !drawn) {
      whiteSpace(file, violationCollector);
      for (FileLine line : file.added()) {
        length(file, line, violationCollector);
        note(file, line, violationCollector);
      }
    }
  }

  /** One finding of a file, whatever the statements are. */
  private static void leftovers(ChangedFile file, ViolationCollector violationCollector) {
    List<DebugLeftover> leftovers = DebugLeftovers.in(file);
    String names =
        leftovers.stream().map(DebugLeftover::name).distinct().collect(Collectors.joining(", "));
    for (DebugLeftover leftover : leftovers) {
      violationCollector.blocking(
          "leftover debug statement (" + names + ")", file.added().get(leftover.index()));
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
    boolean prose = FileClassifier.prose(file.path());
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

  /** Where the file does it all along, or the line did before, this change is not to blame. */
  private static void whiteSpace(ChangedFile file, ViolationCollector violationCollector) {
    Set<String> before = new HashSet<>();
    file.removed().stream()
        .filter(line -> trailing(file.path(), line.content()))
        .forEach(line -> before.add(line.content().strip()));
    boolean usual = file.context().stream().anyMatch(line -> trailing(file.path(), line.content()));
    for (FileLine line : file.added()) {
      String text = line.content();
      if (trailing(file.path(), text) && !usual && !before.contains(text.strip())) {
        violationCollector.adviceOnce("trailing white space", line);
      }
      if (blankBeforeTab(file.path(), text)) {
        violationCollector.adviceOnce("a blank before a tab in the indentation", line);
      }
      if (line.ended() && line.returns() != file.returns()) {
        violationCollector.blocking("mixed line endings: most lines end differently", line);
      }
    }
  }

  private static void length(
      ChangedFile file, FileLine line, ViolationCollector violationCollector) {
    if (line.content().length() > LINE_MAX && FileClassifier.code(file.path())) {
      violationCollector.adviceOnce("a line of more than " + LINE_MAX + " characters", line);
    }
  }

  private static void note(ChangedFile file, FileLine line, ViolationCollector violationCollector) {
    boolean note = FileClassifier.code(file.path()) && NOTE.matcher(line.content()).find();
    if (note && !REFERENCE.matcher(line.content()).find()) {
      violationCollector.adviceOnce("a note about later work without a reference", line);
    }
  }

  /** White space at the end; two blanks are a line break in Markdown. */
  public static boolean trailing(String path, String text) {
    boolean trailing = text.endsWith(" ") || text.endsWith("\t");
    String extension = FileClassifier.extension(path);
    boolean lineBreak = extension.equals("md") && text.endsWith("  ") && !text.isBlank();
    return trailing && !lineBreak && !EXACT.contains(extension);
  }

  public static boolean blankBeforeTab(String path, String text) {
    int blank = text.indexOf(" \t");
    return blank >= 0
        && blank + 1 < indent(text)
        && !EXACT.contains(FileClassifier.extension(path));
  }

  /** How many blanks and tabs a line begins with. */
  public static int indent(String text) {
    int at = 0;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }
}
