package crossreview.peer.builtin.rule;

import crossreview.diff.text.TextPart;
import crossreview.diff.text.TextPart.PartContent;
import crossreview.peer.builtin.change.ChangeSet;
import crossreview.peer.builtin.change.ChangedFile;
import crossreview.peer.builtin.change.ChangedFile.FileLine;
import crossreview.peer.builtin.change.FileClassifier;
import crossreview.peer.builtin.change.FileRole;
import java.util.List;
import java.util.Optional;

/**
 * New behaviour that comes without a test, and tests that say less than before: focused, disabled,
 * deleted, without their assertions.
 *
 * <p>Only diffs show a change. Moves, renamings, wording, imports, types and comments are not new
 * behaviour; programs, examples and views are rarely tested beside their code. A caller who says in
 * the task or in the commit message why no test is needed is not asked again.
 */
public final class TestsRule implements ReviewRule {
  private static final String WANTED =
      "production code changed and no test did: show a test, or say in the task or the commit"
          + " message why none is needed";
  private static final String WEAK = "some new behaviour, and no test changed";
  private static final String DELETED =
      "tests were deleted and the code that they can check stays: show what checks it now";

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
  public void checkFile(ChangedFile file, ViolationCollector violationCollector) {
    if (FileRole.of(file.path()) == FileRole.TEST && file.readable()) {
      WeakerTests.check(file, violationCollector);
    }
  }

  @Override
  public void checkChangeSet(ChangeSet changeSet, ViolationCollector violationCollector) {
    if (!changeSet.diff() || changeSet.reasonForNoTest()) {
      return;
    }
    deleted(changeSet, violationCollector);
    if (changeSet.files().stream().anyMatch(TestsRule::tests)) {
      return;
    }
    NewBehaviour behaviour = NewBehaviour.of(changeSet.files());
    for (ChangedFile file : changeSet.files()) {
      Optional<FileLine> line = behaviour.first(file);
      if (line.isPresent() && behaviour.much()) {
        violationCollector.begin(file);
        violationCollector.evidenceRequest(WANTED, line.get());
      } else if (line.isPresent() && behaviour.some()) {
        violationCollector.begin(file);
        violationCollector.adviceOnce(WEAK, line.get());
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

  /** Fewer tests than before, and no code goes with them. */
  private static void deleted(ChangeSet changeSet, ViolationCollector violationCollector) {
    boolean more = false;
    long gone = 0;
    long code = 0;
    long production = 0;
    for (ChangedFile file : changeSet.files()) {
      boolean test = FileRole.of(file.path()) == FileRole.TEST;
      more |= test && declared(file.added()) > 0;
      gone += test ? declared(file.removed()) : 0;
      code += test ? 0 : (long) file.added().size() - file.removed().size();
      production += FileRole.of(file.path()) == FileRole.LIBRARY ? file.added().size() : 0;
    }
    if (more || gone == 0 || code < 0) {
      return;
    }
    for (ChangedFile file : changeSet.files()) {
      Optional<FileLine> first = file.removed().stream().filter(TestsRule::declares).findFirst();
      if (FileRole.of(file.path()) == FileRole.TEST && first.isPresent()) {
        violationCollector.begin(file);
        if (production > 0 && file.deleted()) {
          violationCollector.evidenceRequest(DELETED, first.get());
        } else {
          violationCollector.adviceOnce(DELETED, first.get());
        }
      }
    }
  }

  private static boolean declares(FileLine line) {
    return TestIdioms.declares(line.content().strip());
  }

  private static long declared(List<FileLine> lines) {
    return lines.stream().filter(TestsRule::declares).count();
  }
}
