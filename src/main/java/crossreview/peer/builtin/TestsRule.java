package crossreview.peer.builtin;

import crossreview.diff.TextPart;
import crossreview.diff.TextPart.PartContent;
import crossreview.peer.builtin.ChangedFile.FileLine;
import java.util.List;

/**
 * Production code that changes without any test that changes.
 *
 * <p>Only diffs show a change. Comments and blank lines are none, nor is a file that goes away; a
 * test that only loses lines shows nothing.
 */
final class TestsRule implements ReviewRule {
  private static final String WANTED =
      "production code changed and no test did: show a test, or say why none is needed";

  @Override
  public boolean reads(ChangeSet changeSet, TextPart part) {
    ChangedFile file = changeSet.file(part);
    boolean about = FileClassifier.production(file.path()) || FileClassifier.test(file.path());
    return changeSet.diff() && part.content() == PartContent.TEXT && about;
  }

  @Override
  public String abstention() {
    return "no production code or test changed";
  }

  @Override
  public void checkFile(ChangedFile file, ViolationCollector violationCollector) {}

  @Override
  public void checkChangeSet(ChangeSet changeSet, ViolationCollector violationCollector) {
    if (!changeSet.diff() || changeSet.files().stream().anyMatch(TestsRule::tests)) {
      return;
    }
    for (ChangedFile file : changeSet.files()) {
      if (changesProduction(file)) {
        List<FileLine> added = file.added();
        violationCollector.begin(file);
        violationCollector.evidenceRequest(WANTED, added.isEmpty() ? null : added.getFirst());
      }
    }
  }

  /** In Rust, tests stand beside the code. */
  private static boolean tests(ChangedFile file) {
    boolean inline =
        FileClassifier.extension(file.path()).equals("rs")
            && file.added().stream().anyMatch(line -> line.text().contains("#[test]"));
    return inline || FileClassifier.test(file.path()) && !file.added().isEmpty();
  }

  private static boolean changesProduction(ChangedFile file) {
    String path = file.path();
    boolean works =
        file.added().stream().anyMatch(line -> !FileClassifier.isCommentOrBlank(path, line.text()))
            || file.removed().stream()
                .anyMatch(line -> !FileClassifier.isCommentOrBlank(path, line.text()));
    return FileClassifier.production(path) && file.readable() && !file.deleted() && works;
  }
}
