package crossreview.peer.builtin.rule;

import crossreview.diff.text.TextPart;
import crossreview.diff.text.TextPart.PartContent;
import crossreview.peer.builtin.change.ChangeSequence;
import crossreview.peer.builtin.change.ChangeSequence.SequenceLine;
import crossreview.peer.builtin.change.ChangeSet;
import crossreview.peer.builtin.change.ChangedFile;
import crossreview.peer.builtin.change.FileClassifier;
import crossreview.peer.builtin.change.FileRole;
import java.util.List;

/**
 * Slips of logic that a few lines show: errors that are swallowed, conditions that decide nothing,
 * statements that are never reached, and what an edited line does against the line before it.
 *
 * <p>It reads lines as a person skims them, not as a compiler: it is silent where a line could mean
 * something else, and where a test changes with the code it takes an edit for a fix.
 */
public final class LogicRule implements ReviewRule {
  @Override
  public boolean reads(ChangeSet changeSet, TextPart part) {
    boolean code = FileClassifier.code(changeSet.file(part).path());
    return part.content() == PartContent.TEXT && code;
  }

  @Override
  public String abstention() {
    return "no code changed";
  }

  @Override
  public void checkFile(ChangedFile file, ViolationCollector violationCollector) {
    FileRole role = FileRole.of(file.path());
    if (!file.readable() || role == FileRole.OTHER || !file.handwritten()) {
      return;
    }
    for (List<SequenceLine> hunk : ChangeSequence.of(file).hunks()) {
      List<SequenceLine> after = ChangeSequence.after(hunk);
      if (role != FileRole.TEST) {
        SwallowedErrors.check(file, after, violationCollector);
      }
      IdleConditions.check(file, after, violationCollector);
      UnreachableCode.check(file, after, violationCollector);
    }
  }

  /** Edited lines are compared where no test changes; with a test they are taken for a fix. */
  @Override
  public void checkChangeSet(ChangeSet changeSet, ViolationCollector violationCollector) {
    boolean tested =
        changeSet.files().stream()
            .anyMatch(f -> FileRole.of(f.path()) == FileRole.TEST && !f.added().isEmpty());
    if (!changeSet.diff()) {
      return;
    }
    for (ChangedFile file : changeSet.files()) {
      FileRole role = FileRole.of(file.path());
      boolean ours = role == FileRole.LIBRARY || role == FileRole.PROGRAM;
      if (ours && file.readable() && file.handwritten()) {
        violationCollector.begin(file);
        EditedLines.check(file, tested, violationCollector);
      }
    }
  }
}
