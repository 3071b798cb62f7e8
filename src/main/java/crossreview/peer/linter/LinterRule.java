package crossreview.peer.linter;

import crossreview.diff.text.TextPart;
import crossreview.diff.text.TextPart.PartContent;
import crossreview.linter.LinterIssue;
import crossreview.linter.LinterSpec;
import crossreview.peer.builtin.change.ChangeSet;
import crossreview.peer.builtin.change.ChangedFile;
import crossreview.peer.builtin.change.ChangedFile.FileLine;
import crossreview.peer.builtin.rule.ReviewRule;
import crossreview.peer.builtin.rule.ViolationCollector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The issues of a linter that are about lines which the change adds or shows. An issue about other
 * lines was there before. Pure.
 *
 * @param issues by the path of their file, those of the whole file first
 * @param outside how many issues name no file of the work tree
 */
record LinterRule(LinterSpec spec, Map<String, List<LinterIssue>> issues, int outside)
    implements ReviewRule {
  /** A longer range is a whole class or function, which is not about each line of it. */
  private static final int LINES_MAX = 20;

  @Override
  public boolean reads(ChangeSet changeSet, TextPart part) {
    boolean shown = changeSet.diff() && part.file() >= 0 && part.content() == PartContent.TEXT;
    return shown && looksAt(changeSet.file(part));
  }

  /** Whether the file is there after the change, is a text, and is one that the linter reads. */
  boolean looksAt(ChangedFile file) {
    return !file.deleted() && !file.binary() && file.readable() && spec.files().match(file.path());
  }

  @Override
  public String abstention() {
    return "no file of the change concerns it (" + String.join(", ", spec.files().globs()) + ")";
  }

  @Override
  public String note() {
    return outside == 0 ? "" : outside + " without a file of the work tree, dropped";
  }

  @Override
  public void checkFile(ChangedFile file, ViolationCollector violationCollector) {
    if (!looksAt(file)) {
      return;
    }
    for (LinterIssue issue : issues.getOrDefault(file.path(), List.of())) {
      Optional<FileLine> line = shown(file, issue);
      if (line.isPresent() && spec.blocking().contains(issue.level())) {
        violationCollector.blocking(issue.statement(), line.get());
      } else if (line.isPresent()) {
        violationCollector.advice(issue.statement(), line.get());
      }
    }
  }

  /** The first line of the issue that the change adds, else the first that it shows. */
  private static Optional<FileLine> shown(ChangedFile file, LinterIssue issue) {
    if (issue.line() == 0) {
      return file.whole() ? Optional.of(file.added().getFirst()) : Optional.empty();
    }
    boolean wide = issue.endLine() - issue.line() >= LINES_MAX;
    int end = wide ? issue.line() : issue.endLine();
    return Stream.concat(file.added().stream(), file.context().stream())
        .filter(line -> line.number() >= issue.line() && line.number() <= end)
        .findFirst();
  }
}
