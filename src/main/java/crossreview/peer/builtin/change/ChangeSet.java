package crossreview.peer.builtin.change;

import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.diff.text.OutsideLine;
import crossreview.diff.text.TextAnalysis;
import crossreview.diff.text.TextPart;
import crossreview.model.material.Artifact;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an artifact adds, whatever form it came in.
 *
 * @param reading what the text is
 * @param files the files of a diff; a plain text is one file
 * @param parts what must be checked
 * @param task what the caller says about the change
 */
public record ChangeSet(
    TextAnalysis reading, List<ChangedFile> files, List<TextPart> parts, String task) {
  private static final Pattern NO_TEST =
      Pattern.compile(
          "(?i)\\bno (?:new"
              + " )?tests?\\b.{0,20}\\b(?:needed|necessary|required|because|since|as|possible)\\b"
              + "|\\btests?\\b.{0,20}\\b(?:not|un)\\s?-?(?:needed|necessary|required)\\b|\\btests?:"
              + " none\\b|\\b(?:already )?covered by (?:existing|the existing|other)"
              + " tests?\\b|\\bno (?:functional|behaviou?r(?:al)?) changes?\\b|\\bpure"
              + " refactor|\\brefactor(?:ing)? only\\b");

  public static ChangeSet of(Artifact artifact, String text) {
    return of(artifact, text, "");
  }

  /**
   * @param task what the caller says about the change
   */
  public static ChangeSet of(Artifact artifact, String text, String task) {
    TextAnalysis reading = reading(artifact, text);
    List<ChangedFile> files = new ArrayList<>();
    for (int i = 0; i < reading.files().size(); i++) {
      DiffFile file = reading.files().get(i);
      files.add(ChangedFile.of(file, reading.parsed().orElseThrow().readable(i)));
    }
    if (!reading.isDiff()) {
      files.add(ChangedFile.plain(artifact.label(), text));
    }
    return new ChangeSet(reading, List.copyOf(files), reading.parts(), task);
  }

  public static TextAnalysis reading(Artifact artifact, String text) {
    return TextAnalysis.of(artifact.label(), artifact.mediaType(), text);
  }

  /** Whether the caller or the commit message says why no test comes with the change. */
  public boolean reasonForNoTest() {
    return NO_TEST.matcher(task).find()
        || outside().stream().anyMatch(line -> NO_TEST.matcher(line.text()).find());
  }

  public boolean diff() {
    return reading.isDiff();
  }

  /** The file that a part belongs to; a part outside of all files has none. */
  public ChangedFile file(TextPart part) {
    boolean none = reading.isDiff() && part.file() < 0;
    return none ? ChangedFile.plain(part.path(), "") : files.get(Math.max(part.file(), 0));
  }

  /** Whether the text shows nothing of the change, so that no rule has read anything. */
  public boolean contentless() {
    return reading.isContentless();
  }

  /** In words, what a text that shows nothing of the change is. */
  public String emptiness() {
    if (!reading.isDiff() && reading.isBlank()) {
      return "the text has no words";
    }
    return reading.isBinaryOnly()
        ? "only binary files changed"
        : "the text shows nothing of the change (" + reading.kind() + ")";
  }

  public List<OutsideLine> outside() {
    return reading.outside();
  }
}
