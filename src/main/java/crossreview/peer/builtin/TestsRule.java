package crossreview.peer.builtin;

import crossreview.peer.builtin.Change.AddedLine;
import crossreview.peer.builtin.Change.ChangedFile;
import crossreview.peer.builtin.UnifiedDiff.Fate;
import java.util.List;

/**
 * Production code that changes without any test that changes.
 *
 * <p>Only diffs show a change. Comments and blank lines are none, nor is a file that goes away; a
 * test that only loses lines shows nothing.
 */
final class TestsRule implements Rule {
  private static final String WANTED =
      "production code changed and no test did: show a test, or say why none is needed";

  @Override
  public void file(ChangedFile file, Flaws flaws) {}

  @Override
  public void whole(Change change, Flaws flaws) {
    if (!change.diff() || change.files().stream().anyMatch(TestsRule::tests)) {
      return;
    }
    for (ChangedFile file : change.files()) {
      if (changesProduction(file)) {
        List<AddedLine> added = file.added();
        flaws.begin(file);
        flaws.wanted(WANTED, added.isEmpty() ? null : added.getFirst());
      }
    }
  }

  /** In Rust, tests stand beside the code. */
  private static boolean tests(ChangedFile file) {
    boolean inline =
        CodeFiles.extension(file.path()).equals("rs")
            && file.added().stream().anyMatch(line -> line.text().contains("#[test]"));
    return inline || CodeFiles.test(file.path()) && !file.added().isEmpty();
  }

  private static boolean changesProduction(ChangedFile file) {
    String path = file.path();
    boolean works =
        file.added().stream().anyMatch(line -> !CodeFiles.idle(path, line.text()))
            || file.removed().stream().anyMatch(line -> !CodeFiles.idle(path, line));
    return CodeFiles.production(path) && file.fate() != Fate.DELETED && works;
  }
}
