package crossreview.peer.builtin;

import crossreview.model.FindingKind;
import crossreview.model.Severity;
import crossreview.peer.builtin.Change.ChangedFile;
import java.util.ArrayList;
import java.util.List;

/** Production code that changes without any test that changes. Only for diffs. */
final class TestsRule implements Rule {
  @Override
  public List<Flaw> check(Change change) {
    List<Flaw> flaws = new ArrayList<>();
    change.brokenDiff().ifPresent(flaws::add);
    boolean tested = change.files().stream().anyMatch(f -> CodeFiles.test(f.path()));
    List<ChangedFile> untested =
        change.files().stream()
            .filter(file -> CodeFiles.code(file.path()) && !CodeFiles.test(file.path()))
            .filter(file -> !file.removesOnly())
            .toList();
    if (!tested && !untested.isEmpty()) {
      ChangedFile first = untested.getFirst();
      flaws.add(
          new Flaw(
              FindingKind.EVIDENCE_REQUEST,
              Severity.BLOCKING,
              first.path(),
              first.added().getFirst().number(),
              "production code changed and no test did: show a test, or say why none is needed",
              null));
    }
    return flaws;
  }
}
