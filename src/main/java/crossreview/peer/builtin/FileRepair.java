package crossreview.peer.builtin;

import crossreview.diff.UnifiedDiff.DiffLine;
import crossreview.diff.UnifiedDiff.LineKind;
import crossreview.guard.SecretScanner;
import crossreview.guard.SecretSpan;
import crossreview.peer.builtin.change.ChangedFile;
import crossreview.peer.builtin.change.ChangedFile.FileLine;
import crossreview.peer.builtin.change.FileClassifier;
import crossreview.peer.builtin.rule.DebugLeftovers;
import crossreview.peer.builtin.rule.DebugStatements;
import crossreview.peer.builtin.rule.DebugStatements.StatementFix;
import crossreview.peer.builtin.rule.HygieneRule;
import crossreview.peer.builtin.rule.MergeConflicts;
import crossreview.peer.builtin.rule.SecretsRule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one file, repaired: a conflict keeps our side, debug statements go where whole code
 * remains, secrets become a placeholder, white space and line endings are put right.
 */
final class FileRepair {
  /** Says what to do, and is not a secret itself. */
  static final String PLACEHOLDER = "REPLACE_WITH_SECRET_FROM_ENVIRONMENT";

  // Taking a secret out can only bring one to light that it stood beside; two deep is already odd.
  private static final int SECRET_PASSES = 3;

  private final ChangedFile file;
  private final List<List<DiffLine>> hunks;
  private final boolean handwritten;

  /** The added lines without carriage returns, in order; null when dropped. */
  private final List<String> texts = new ArrayList<>();

  /**
   * @param hunks the lines by hunk; a plain text is one hunk of added lines
   */
  FileRepair(ChangedFile file, List<List<DiffLine>> hunks) {
    this.file = file;
    this.hunks = hunks;
    this.handwritten = file.handwritten() && !FileClassifier.prose(file.path());
    file.added().forEach(line -> texts.add(line.content()));
  }

  /** The lines by hunk, as many hunks as before. */
  List<List<DiffLine>> repaired() {
    conflicts();
    leftovers();
    for (int pass = 0; pass < SECRET_PASSES && secrets(); pass++) {}
    texts.replaceAll(text -> text == null ? null : cleaned(text));
    return rebuilt();
  }

  private void conflicts() {
    MergeConflicts mergeConflicts = MergeConflicts.in(List.copyOf(texts));
    for (int i = 0; i < texts.size(); i++) {
      if (mergeConflicts.goes(i)) {
        texts.set(i, null);
      }
    }
  }

  private void leftovers() {
    BitSet lines = new BitSet();
    DebugLeftovers.in(file).forEach(leftover -> lines.set(leftover.index()));
    int index = 0;
    for (List<DiffLine> hunk : hunks) {
      for (int at = 0; at < hunk.size(); at++) {
        if (hunk.get(at).added()) {
          if (lines.get(index)) {
            fixDebugStatement(hunk, at, index);
          }
          index++;
        }
      }
    }
  }

  private void fixDebugStatement(List<DiffLine> hunk, int at, int index) {
    String text = texts.get(index);
    if (text == null) {
      return;
    }
    String before = code(hunk, at, index, -1);
    String after = code(hunk, at, index, 1);
    StatementFix statementFix = DebugStatements.fix(file.path(), text, before, after);
    switch (statementFix) {
      case DROP -> texts.set(index, null);
      case PASS -> texts.set(index, text.substring(0, HygieneRule.indent(text)) + "pass");
      case NONE -> {}
    }
  }

  /** The nearest line of code on the new side, in one direction; null at the end of the hunk. */
  private @Nullable String code(List<DiffLine> hunk, int from, int fromIndex, int step) {
    int index = fromIndex;
    for (int at = from + step; at >= 0 && at < hunk.size(); at += step) {
      DiffLine diffLine = hunk.get(at);
      index += diffLine.added() ? step : 0;
      String text = diffLine.added() ? texts.get(index) : diffLine.text().stripTrailing();
      boolean there = diffLine.lineKind().onNewSide() && text != null;
      if (there && !FileClassifier.isCommentOrBlank(file.path(), text)) {
        return text;
      }
    }
    return null;
  }

  /** Puts the placeholder in the place of each secret; whether there was one. */
  private boolean secrets() {
    StringBuilder joined = new StringBuilder();
    List<Integer> starts = new ArrayList<>();
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      if (texts.get(i) != null) {
        starts.add(joined.length());
        indices.add(i);
        joined.append(texts.get(i)).append('\n');
      }
    }
    List<SecretSpan> spans =
        SecretScanner.spans(joined.toString()).stream()
            .filter(span -> !SecretsRule.isLabel(file.path(), span))
            .toList();
    int line = starts.size() - 1;
    for (SecretSpan secretSpan : spans.reversed()) {
      while (starts.get(line) > secretSpan.from()) {
        line--;
      }
      replace(indices.subList(line, indices.size()), starts.get(line), secretSpan);
    }
    return !spans.isEmpty();
  }

  /** A secret over several lines leaves one. */
  private void replace(List<Integer> lines, int start, SecretSpan secretSpan) {
    int first = lines.getFirst();
    String head = texts.get(first).substring(0, secretSpan.from() - start) + PLACEHOLDER;
    int left = secretSpan.to() - start;
    int at = 0;
    while (left > texts.get(lines.get(at)).length()) {
      left -= texts.get(lines.get(at)).length() + 1;
      at++;
    }
    String tail = texts.get(lines.get(at)).substring(left);
    for (int i = 1; i <= at; i++) {
      texts.set(lines.get(i), null);
    }
    texts.set(first, head + tail);
  }

  private String cleaned(String text) {
    if (!handwritten) {
      return text;
    }
    String clean = text;
    if (HygieneRule.blankBeforeTab(file.path(), clean)) {
      int indent = HygieneRule.indent(clean);
      clean = clean.substring(0, indent).replaceAll(" +\t", "\t") + clean.substring(indent);
    }
    return HygieneRule.trailing(file.path(), clean) ? clean.stripTrailing() : clean;
  }

  private List<List<DiffLine>> rebuilt() {
    List<List<DiffLine>> rebuilt = new ArrayList<>();
    int index = 0;
    for (List<DiffLine> hunk : hunks) {
      List<DiffLine> kept = new ArrayList<>();
      boolean dropped = false;
      for (DiffLine diffLine : hunk) {
        if (diffLine.added()) {
          dropped = texts.get(index) == null;
          diffLine = dropped ? diffLine : ended(file.added().get(index), texts.get(index));
          index++;
        } else if (diffLine.lineKind() != LineKind.NOTE) {
          dropped = false;
        }
        if (!dropped) {
          kept.add(diffLine);
        }
      }
      rebuilt.add(kept);
    }
    return rebuilt;
  }

  private DiffLine ended(FileLine line, String text) {
    boolean ours = line.ended() && handwritten;
    boolean returns = ours ? file.returns() : line.returns();
    return new DiffLine(LineKind.ADDED, returns ? text + "\r" : text);
  }
}
