package crossreview.peer.builtin;

import crossreview.guard.SecretScanner;
import crossreview.guard.SecretSpan;
import crossreview.model.material.Artifact;
import crossreview.peer.builtin.DiffReader.DiffResult.MalformedDiff;
import crossreview.peer.builtin.UnifiedDiff.ChangeType;
import crossreview.peer.builtin.UnifiedDiff.DiffFile;
import crossreview.peer.builtin.UnifiedDiff.DiffLine;
import crossreview.peer.builtin.UnifiedDiff.Hunk;
import crossreview.peer.builtin.UnifiedDiff.LineKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an artifact adds, whatever form it came in.
 *
 * @param files the files of a diff; a plain text, and a diff that cannot be read, is one file
 * @param diff whether it is a diff
 * @param broken why a diff cannot be read, if it cannot
 */
record ChangeSet(List<ChangedFile> files, boolean diff, Optional<MalformedDiff> broken) {

  /**
   * A file and the lines that it gains and loses.
   *
   * @param binary whether its content is not shown
   * @param returns whether most lines of the new version end with CR LF
   */
  record ChangedFile(
      String path,
      ChangeType changeType,
      boolean binary,
      List<AddedLine> added,
      List<String> removed,
      boolean returns) {

    /** Whether the added lines are the whole file. */
    boolean whole() {
      return changeType == ChangeType.CREATED && !binary && !added.isEmpty();
    }

    /** The added lines without carriage returns, each with a newline behind it. */
    String text() {
      StringBuilder text = new StringBuilder();
      added.forEach(line -> text.append(line.content()).append('\n'));
      return text.toString();
    }

    /** Which added lines, by index, hold a part of something that looks like a secret. */
    List<SecretLocation> secrets() {
      List<SecretLocation> placed = new ArrayList<>();
      String text = text();
      int line = 0;
      int at = 0;
      for (SecretSpan secretSpan : SecretScanner.spans(text)) {
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
  }

  /** A secret with the indices of its first and last added line. */
  record SecretLocation(SecretSpan secretSpan, int first, int last) {}

  /**
   * A line of the new file.
   *
   * @param number its 1-based number there
   * @param row its 1-based line in the artifact
   * @param text without its newline, but with its carriage return
   * @param ended whether a newline follows
   */
  record AddedLine(int number, int row, String text, boolean ended) {

    boolean returns() {
      return text.endsWith("\r");
    }

    String content() {
      return returns() ? text.substring(0, text.length() - 1) : text;
    }
  }

  static ChangeSet of(Artifact artifact, String text) {
    if (!isDiff(artifact, text)) {
      return new ChangeSet(List.of(plain(artifact.label(), text)), false, Optional.empty());
    }
    return switch (DiffReader.read(text)) {
      case DiffReader.DiffResult.ParsedDiff parsedDiff ->
          new ChangeSet(
              parsedDiff.diff().files().stream().map(ChangeSet::file).toList(),
              true,
              Optional.empty());
      case MalformedDiff malformedDiff ->
          new ChangeSet(List.of(plain(artifact.label(), text)), true, Optional.of(malformedDiff));
    };
  }

  /** Its type or name says so, or it begins like one. */
  static boolean isDiff(Artifact artifact, String text) {
    return typedAsDiff(artifact)
        || artifact.label().endsWith(".diff")
        || artifact.label().endsWith(".patch")
        || text.startsWith("diff --git ")
        || text.startsWith("From ") && text.contains("\ndiff --git ")
        || text.startsWith("commit ") && text.contains("\ndiff --git ")
        || text.startsWith("--- ") && text.contains("\n+++ ") && text.contains("\n@@ -");
  }

  /** Whether its type says so; then citations name places in the files instead of the artifact. */
  static boolean typedAsDiff(Artifact artifact) {
    return artifact.mediaType().contains("diff") || artifact.mediaType().contains("patch");
  }

  private static ChangedFile plain(String label, String text) {
    boolean ended = text.endsWith("\n");
    String body = ended ? text.substring(0, text.length() - 1) : text;
    List<AddedLine> lines = new ArrayList<>();
    int returning = 0;
    for (String line : body.split("\n", -1)) {
      lines.add(new AddedLine(lines.size() + 1, lines.size() + 1, line, true));
      returning += line.endsWith("\r") ? 1 : 0;
    }
    if (!ended) {
      AddedLine last = lines.removeLast();
      lines.add(new AddedLine(last.number(), last.row(), last.text(), false));
    }
    boolean returns = returning * 2 > lines.size() - (ended ? 0 : 1);
    return new ChangedFile(label, ChangeType.CREATED, false, lines, List.of(), returns);
  }

  static ChangedFile file(DiffFile file) {
    List<AddedLine> added = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    int balance = 0;
    for (Hunk hunk : file.hunks()) {
      int number = hunk.after().start();
      for (int i = 0; i < hunk.lines().size(); i++) {
        DiffLine diffLine = hunk.lines().get(i);
        boolean ended = !noteFollows(hunk.lines(), i);
        if (diffLine.added()) {
          added.add(new AddedLine(number, hunk.row() + 1 + i, diffLine.text(), ended));
        } else if (diffLine.lineKind() == LineKind.REMOVED) {
          removed.add(diffLine.text());
        }
        if (diffLine.lineKind().onNewSide()) {
          number++;
          balance += !ended ? 0 : diffLine.text().endsWith("\r") ? 1 : -1;
        }
      }
    }
    UnifiedDiff.FileMetadata fileMetadata = file.fileMetadata();
    return new ChangedFile(
        fileMetadata.path(),
        fileMetadata.changeType(),
        fileMetadata.binary(),
        added,
        removed,
        balance > 0);
  }

  private static boolean noteFollows(List<DiffLine> lines, int index) {
    return index + 1 < lines.size() && lines.get(index + 1).lineKind() == LineKind.NOTE;
  }
}
