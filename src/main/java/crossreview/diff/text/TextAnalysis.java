package crossreview.diff.text;

import crossreview.diff.DiffFault;
import crossreview.diff.DiffParser;
import crossreview.diff.DiffParser.ParsedDiff;
import crossreview.diff.UnifiedDiff;
import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.diff.UnifiedDiff.Hunk;
import crossreview.diff.form.BareChange;
import crossreview.diff.form.ChangeSummary;
import crossreview.diff.form.CodeFences;
import crossreview.diff.form.CodeLine;
import crossreview.diff.form.DisguisedDiff;
import crossreview.diff.form.DisguisedDiff.HunkPlace;
import crossreview.diff.form.EncodedDiff;
import crossreview.diff.form.FailureMessage;
import crossreview.diff.form.ForeignDiff;
import crossreview.diff.form.MergedFiles;
import crossreview.diff.form.OutsideDiff;
import crossreview.diff.form.QuotedDiff;
import crossreview.diff.form.StringLiterals;
import crossreview.diff.text.TextPart.PartContent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * What a text is: a unified diff or a plain text, decided from the whole text.
 *
 * <p>A text that has a file of a diff is a diff, whatever is before it. A diff in a closed code
 * fence is one if it is most of the text; otherwise the text only quotes it. A text that is named
 * or typed as a diff is one even if nothing of it can be read.
 *
 * @param label what people call the text
 * @param parsed the diff, or empty for a plain text
 * @param faults what looks like a part of a diff and cannot be read, in order
 * @param quoted the 1-based line of a diff that a plain text only quotes, or 0
 * @param form what people call a text of this kind, and whether it can show a change
 */
public record TextAnalysis(
    String label,
    String text,
    Optional<ParsedDiff> parsed,
    List<DiffFault> faults,
    int quoted,
    TextForm form) {
  private static final TextForm DIFF = new TextForm("unified diff", true);
  private static final TextForm WORDS = new TextForm("plain text", true);
  private static final String SEMANTIC_PATCH = ".cocci"; // a source whose lines have marks
  private static final int BRAILLE_BLANK = 0x2800; // a picture of nothing
  private static final int FAULTS_SHOWN = 3; // each leads to the next; more is a wall of text

  /** The name of a form, and whether a text of it has what a reviewer could look at. */
  public record TextForm(String name, boolean content) {}

  public TextAnalysis {
    faults = List.copyOf(faults);
  }

  /** Reads a text; total, time linear in the text. */
  public static TextAnalysis of(String label, String mediaType, String text) {
    ParsedDiff parsed = DiffParser.parse(text);
    List<DiffFault> faults = new ArrayList<>(parsed.faults());
    boolean claimed = claimed(label, mediaType);
    QuotedDiff quotedDiff = QuotedDiff.in(parsed.diff());
    if (!parsed.diff().files().isEmpty() && (claimed || !quotedDiff.onlyQuoted())) {
      faults.addAll(DisguisedDiff.words(text, faults));
      faults.addAll(OutsideDiff.faults(parsed.diff()));
      DisguisedDiff.ends(text).ifPresent(faults::add);
      return new TextAnalysis(label, text, Optional.of(parsed), faults, 0, DIFF);
    }
    List<String> lines = text.lines().toList();
    Optional<ParsedDiff> named = claimed ? Optional.of(parsed) : Optional.empty();
    Optional<ChangeSummary> failure = claimed ? Optional.empty() : FailureMessage.of(lines);
    return failure
        .or(() -> ChangeSummary.of(label, lines))
        .map(summary -> summarised(label, text, named, summary))
        .orElseGet(() -> words(label, text, named, quotedDiff, parsed));
  }

  private static TextAnalysis summarised(
      String label, String text, Optional<ParsedDiff> named, ChangeSummary summary) {
    TextForm form = new TextForm(summary.form(), false);
    return new TextAnalysis(label, text, named, List.of(summary.fault()), 0, form);
  }

  /** A text that has no file of a diff of its own. */
  private static TextAnalysis words(
      String label,
      String text,
      Optional<ParsedDiff> named,
      QuotedDiff quotedDiff,
      ParsedDiff parsed) {
    List<String> lines = text.lines().toList();
    BitSet quoted = CodeFences.quoted(lines);
    quoted.or(StringLiterals.blocks(lines));
    List<DiffFault> faults = new ArrayList<>();
    if (!quotedDiff.onlyQuoted()) {
      parsed.faults().stream().filter(fault -> !quoted.get(fault.line() - 1)).forEach(faults::add);
      faults.addAll(DisguisedDiff.faults(lines));
      faults.addAll(ForeignDiff.faults(lines, quoted));
      EncodedDiff.in(lines).ifPresent(faults::add);
      if (faults.isEmpty() && !label.endsWith(SEMANTIC_PATCH)) {
        BareChange.in(lines, quoted).ifPresent(faults::add);
      }
    }
    HunkPlace hunk = DisguisedDiff.hunk(lines, quoted);
    if (faults.isEmpty()) { // one reason says what to do
      faults.addAll(hunk.faults());
    }
    int line = quotedDiff.onlyQuoted() ? quotedDiff.line() : hunk.quotedLine();
    boolean bare = faults.isEmpty() && line == 0;
    Optional<ChangeSummary> summary = bare ? ChangeSummary.ofWords(label, lines) : Optional.empty();
    if (summary.isPresent()) {
      return summarised(label, text, named, summary.get());
    }
    if (named.isPresent() && faults.isEmpty()) {
      faults.add(new DiffFault(1, "there is no file in this diff", -1));
    }
    return new TextAnalysis(
        label, text, named, faults, line, named.isPresent() ? DIFF : form(lines));
  }

  private static TextForm form(List<String> lines) {
    return MergedFiles.name(lines)
        .map(name -> new TextForm("two files merged by diff -D " + name, true))
        .orElse(WORDS);
  }

  private static boolean claimed(String label, String mediaType) {
    return mediaType.contains("diff")
        || mediaType.contains("patch")
        || label.endsWith(".diff")
        || label.endsWith(".patch");
  }

  public boolean isDiff() {
    return parsed.isPresent();
  }

  public Optional<UnifiedDiff> diff() {
    return parsed.map(ParsedDiff::diff);
  }

  /** The files of a diff, none for a plain text. */
  public List<DiffFile> files() {
    return diff().map(UnifiedDiff::files).orElse(List.of());
  }

  /** How many lines a diff adds. */
  public long added() {
    return files().stream().flatMap(file -> file.hunks().stream()).mapToLong(Hunk::added).sum();
  }

  /** How many lines a diff removes. */
  public long removed() {
    return files().stream().flatMap(file -> file.hunks().stream()).mapToLong(Hunk::removed).sum();
  }

  /**
   * Each part that must be checked, numbered from 1: every hunk of a diff, every file without one,
   * everything that cannot be read, or the whole of a plain text that is not blank.
   */
  public List<TextPart> parts() {
    return TextPart.of(this);
  }

  /**
   * Whether the text only says what changed and shows nothing of it: a summary, or a diff of
   * nothing but binary files. Whoever read it has not seen the change.
   */
  public boolean isContentless() {
    return !form.content() || isBinaryOnly() || !isDiff() && isBlank();
  }

  /** Whether a text has no letter, digit or picture, but lines, points and what is not seen. */
  public boolean isBlank() {
    return text.codePoints().noneMatch(TextAnalysis::isSeen);
  }

  private static boolean isSeen(int c) {
    boolean picture = Character.getType(c) == Character.OTHER_SYMBOL && c != BRAILLE_BLANK;
    return picture || Character.isLetterOrDigit(c);
  }

  /**
   * Whether a plain text is likely a source whose name does not say in which language, so that
   * rules for code cannot read it. Time linear in the text.
   */
  public boolean isUnnamedCode() {
    String name = label.substring(label.lastIndexOf('/') + 1);
    boolean named = name.lastIndexOf('.') > 0 && !name.endsWith(".txt");
    return !isDiff() && !named && CodeLine.isMost(text.lines().toList());
  }

  /** Whether it is a diff of nothing but binary files. */
  public boolean isBinaryOnly() {
    List<TextPart> parts = parts();
    return !parts.isEmpty()
        && parts.stream().allMatch(part -> part.content() == PartContent.BINARY);
  }

  /** The lines of a diff that belong to no file, such as a mail's head or a commit message. */
  public List<OutsideLine> outside() {
    return OutsideLine.of(this);
  }

  /** One line for people: what the text was read as, and what of it could not be read. */
  public String summary() {
    return kind() + remarks();
  }

  /** What the text was read as, and how many files or lines it has. */
  public String kind() {
    return isDiff() && form.content()
        ? form.name() + ", " + counted(files().size(), "file")
        : form.name() + ", " + counted(text.lines().count(), "line");
  }

  /** What could not be read, what is only quoted, what is outside of the files; often empty. */
  public String remarks() {
    if (!form.content()) {
      return "; there is nothing to review in it: " + faults.getFirst();
    }
    StringBuilder out = new StringBuilder();
    if (!faults.isEmpty()) {
      String it = isDiff() ? "parts of it" : "it contains diff lines that";
      List<String> shown = faults.stream().limit(FAULTS_SHOWN).map(DiffFault::toString).toList();
      out.append("; ").append(it).append(" could not be read: ").append(String.join("; ", shown));
    }
    if (faults.size() > FAULTS_SHOWN) {
      out.append("; and ").append(faults.size() - FAULTS_SHOWN).append(" more");
    }
    if (quoted > 0) {
      out.append("; it quotes a diff from line ").append(quoted).append(", read as text");
    }
    if (isUnnamedCode()) {
      out.append("; it looks like source code, which the rules for code read only under a name");
      out.append(" that says its language, such as pay.js");
    }
    return out.append(outsideRange()).toString();
  }

  private String outsideRange() {
    List<OutsideLine> lines = outside();
    if (lines.isEmpty()) {
      return "";
    }
    int first = lines.getFirst().row();
    return lines.size() == 1
        ? "; line " + first + " is outside the files"
        : "; " + lines.size() + " lines are outside the files, the first is line " + first;
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
