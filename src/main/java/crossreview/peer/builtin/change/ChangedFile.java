package crossreview.peer.builtin.change;

import crossreview.diff.UnifiedDiff.ChangeType;
import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.diff.UnifiedDiff.DiffLine;
import crossreview.diff.UnifiedDiff.FileMetadata;
import crossreview.diff.UnifiedDiff.Hunk;
import crossreview.diff.UnifiedDiff.LineKind;
import crossreview.guard.SecretScanner;
import crossreview.guard.SecretSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A file and the lines that it gains, loses and keeps around them.
 *
 * @param metadata its path, and what becomes of it
 * @param readable whether all of it could be read
 * @param context lines that are shown and do not change
 * @param returns whether most lines of the new version end with CR LF
 */
public record ChangedFile(
    FileMetadata metadata,
    boolean readable,
    List<FileLine> added,
    List<FileLine> removed,
    List<FileLine> context,
    boolean returns) {

  /**
   * A line of a file.
   *
   * @param number its 1-based number in the new version, or in the old one if it is removed
   * @param row its 1-based line in the artifact
   * @param text without its newline, but with its carriage return
   * @param ended whether a newline follows
   */
  public record FileLine(int number, int row, String text, boolean ended) {

    public boolean returns() {
      return text.endsWith("\r");
    }

    public String content() {
      return returns() ? text.substring(0, text.length() - 1) : text;
    }
  }

  /** A secret with the indices of its first and last line. */
  public record SecretLocation(SecretSpan secretSpan, int first, int last) {}

  public String path() {
    return metadata.path();
  }

  public boolean binary() {
    return metadata.binary();
  }

  public boolean deleted() {
    return metadata.changeType() == ChangeType.DELETED;
  }

  /** Whether the added lines are the whole file. */
  public boolean whole() {
    return metadata.changeType() == ChangeType.CREATED && !binary() && !added.isEmpty();
  }

  /** The added lines without carriage returns, each with a newline after it. */
  public String text() {
    return joined(added);
  }

  /** Whether people write the file, so that its white space is theirs. */
  public boolean handwritten() {
    return !FileClassifier.foreign(path())
        && added.stream().noneMatch(line -> FileClassifier.generatedMark(line.text()))
        && context.stream().noneMatch(line -> FileClassifier.generatedMark(line.text()));
  }

  private static String joined(List<FileLine> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.content()).append('\n'));
    return text.toString();
  }

  /** Which added lines, by index, hold a part of something that looks like a secret. */
  public List<SecretLocation> secrets() {
    return secrets(added);
  }

  /** Which of some lines, by index, hold a part of something that looks like a secret. */
  public static List<SecretLocation> secrets(List<FileLine> lines) {
    return secrets(lines, SecretScanner::spans);
  }

  /** The same by another scanner, which gives its spans in order. */
  public static List<SecretLocation> secrets(
      List<FileLine> lines, Function<String, List<SecretSpan>> scanner) {
    List<SecretLocation> placed = new ArrayList<>();
    String text = joined(lines);
    int line = 0;
    int at = 0;
    for (SecretSpan secretSpan : scanner.apply(text)) {
      int first = line + newlines(text, at, secretSpan.from());
      line = first + newlines(text, secretSpan.from(), secretSpan.to());
      at = secretSpan.to();
      placed.add(new SecretLocation(secretSpan, first, line));
    }
    return placed;
  }

  private static int newlines(String text, int from, int to) {
    return (int) text.substring(from, to).chars().filter(c -> c == '\n').count();
  }

  /** A plain text: all of its lines are added. */
  public static ChangedFile plain(String label, String text) {
    boolean ended = text.endsWith("\n");
    String body = ended ? text.substring(0, text.length() - 1) : text;
    List<FileLine> lines = new ArrayList<>();
    int returning = 0;
    for (String line : body.split("\n", -1)) {
      lines.add(new FileLine(lines.size() + 1, lines.size() + 1, line, true));
      returning += line.endsWith("\r") ? 1 : 0;
    }
    if (!ended) {
      FileLine last = lines.removeLast();
      lines.add(new FileLine(last.number(), last.row(), last.text(), false));
    }
    boolean returns = returning * 2 > lines.size() - (ended ? 0 : 1);
    FileMetadata metadata = new FileMetadata(label, ChangeType.CREATED, false, false);
    return new ChangedFile(metadata, true, lines, List.of(), List.of(), returns);
  }

  public static ChangedFile of(DiffFile file, boolean readable) {
    List<FileLine> added = new ArrayList<>();
    List<FileLine> removed = new ArrayList<>();
    List<FileLine> context = new ArrayList<>();
    int balance = 0;
    for (Hunk hunk : file.hunks()) {
      int number = hunk.after().start();
      int before = hunk.before().start();
      for (int i = 0; i < hunk.lines().size(); i++) {
        DiffLine line = hunk.lines().get(i);
        boolean ended = !noteFollows(hunk.lines(), i);
        int row = hunk.row() + 1 + i;
        switch (line.lineKind()) {
          case ADDED -> added.add(new FileLine(number, row, line.text(), ended));
          case REMOVED -> removed.add(new FileLine(before, row, line.text(), ended));
          case CONTEXT, BARE -> context.add(new FileLine(number, row, line.text(), ended));
          case NOTE -> {}
        }
        boolean after = line.lineKind().onNewSide();
        number += after ? 1 : 0;
        before += line.lineKind().onOldSide() ? 1 : 0;
        balance += !after || !ended ? 0 : line.text().endsWith("\r") ? 1 : -1;
      }
    }
    return new ChangedFile(file.fileMetadata(), readable, added, removed, context, balance > 0);
  }

  private static boolean noteFollows(List<DiffLine> lines, int index) {
    return index + 1 < lines.size() && lines.get(index + 1).lineKind() == LineKind.NOTE;
  }
}
