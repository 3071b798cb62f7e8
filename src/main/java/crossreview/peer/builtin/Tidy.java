package crossreview.peer.builtin;

import crossreview.guard.SecretScanner;
import crossreview.guard.Span;
import crossreview.model.Artifact;
import crossreview.peer.builtin.UnifiedDiff.DiffFile;
import crossreview.peer.builtin.UnifiedDiff.Hunk;
import crossreview.peer.builtin.UnifiedDiff.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * Repairs what is mechanical in added lines: conflict markers (our side stays), leftover debug
 * statements, trailing white space, mixed line endings, and secrets, which become a placeholder. What
 * it cannot repair it leaves as it is; context and removed lines are never touched.
 */
final class Tidy {
  /** Says what to do and is no secret itself. */
  static final String PLACEHOLDER = "REPLACE_WITH_SECRET_FROM_ENVIRONMENT";

  private Tidy() {}

  /** The whole text, repaired. */
  static String repair(Artifact artifact, String text) {
    if (!Change.looksLikeDiff(artifact, text)) {
      return plain(artifact.label(), text);
    }
    return switch (DiffReader.read(text)) {
      case DiffReader.Result.Read read -> diff(read.diff()).print();
      case DiffReader.Result.Broken broken -> text;
      case DiffReader.Result.NoDiff none -> text;
    };
  }

  private static String plain(String label, String text) {
    boolean ended = text.endsWith("\n");
    String body = ended ? text.substring(0, text.length() - 1) : text;
    List<Line> lines = new ArrayList<>();
    for (String line : body.split("\n", -1)) {
      lines.add(new Line('+', line));
    }
    List<Line> repaired = new TidyLines(label, lines).repaired();
    List<String> texts = repaired.stream().map(Line::text).toList();
    return String.join("\n", texts) + (ended ? "\n" : "");
  }

  private static UnifiedDiff diff(UnifiedDiff diff) {
    List<DiffFile> files = new ArrayList<>();
    for (DiffFile file : diff.files()) {
      DiffFile repaired = file(file);
      if (!repaired.hunks().isEmpty() || file.hunks().isEmpty()) {
        files.add(repaired);
      }
    }
    return new UnifiedDiff(diff.preamble(), files, diff.endsWithNewline());
  }

  /** Rebuilds the hunks; a dropped line moves the new side of all later hunks of its file. */
  private static DiffFile file(DiffFile file) {
    List<Hunk> hunks = new ArrayList<>();
    int shift = 0;
    for (Hunk hunk : file.hunks()) {
      List<Line> lines = new TidyLines(file.path(), hunk.lines()).repaired();
      int count = (int) lines.stream().filter(l -> l.kind() == '+' || l.kind() == ' ').count();
      boolean changes = lines.stream().anyMatch(line -> line.kind() == '+' || line.kind() == '-');
      if (changes) {
        hunks.add(
            new Hunk(
                hunk.oldStart(),
                hunk.oldCount(),
                start(hunk.newStart() + shift, count),
                count,
                hunk.section(),
                lines));
      }
      shift += count - hunk.newCount();
    }
    return new DiffFile(
        file.header(), file.path(), file.created(), file.deleted(), file.binary(), hunks);
  }

  /** An empty side is numbered by the line before it. */
  private static int start(int start, int count) {
    return count == 0 && start > 0 ? start - 1 : start;
  }

  static String withoutSecrets(String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (Span span : SecretScanner.spans(text)) {
      out.append(text, at, span.from()).append(PLACEHOLDER);
      at = span.to();
    }
    return out.append(text, at, text.length()).toString();
  }
}
