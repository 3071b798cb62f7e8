package crossreview.peer.builtin;

import crossreview.peer.builtin.ChangeSet.AddedLine;
import crossreview.peer.builtin.ChangeSet.ChangedFile;
import crossreview.peer.builtin.DiffReader.DiffResult.MalformedDiff;
import crossreview.peer.builtin.SyntaxChecker.SyntaxError;
import java.util.List;
import java.util.Optional;

/** Conflict markers, new files that do not parse, broken diffs, binary and huge additions. */
final class StructureRule implements ReviewRule {
  private static final int LINES_MAX = 5_000; // more than any reviewer reads
  private static final long CHARACTERS_MAX = 512 * 1024;

  @Override
  public void checkFile(ChangedFile file, ViolationCollector violationCollector) {
    if (file.binary()) {
      violationCollector.blocking(file.path() + " is binary: nobody can review it here");
      return;
    }
    markers(file, violationCollector);
    boolean huge = file.added().size() > LINES_MAX || characters(file) > CHARACTERS_MAX;
    if (huge) {
      violationCollector.advice(
          file.path() + " gains more than anybody reads: split it, or say what it is");
    } else if (file.whole()) {
      syntax(file, violationCollector);
    }
  }

  @Override
  public void checkMalformed(
      ChangeSet changeSet, MalformedDiff malformedDiff, ViolationCollector violationCollector) {
    violationCollector.blocking(
        "broken diff: line " + malformedDiff.line() + ": " + malformedDiff.reason());
  }

  private static void markers(ChangedFile file, ViolationCollector violationCollector) {
    List<AddedLine> added = file.added();
    MergeConflicts mergeConflicts =
        MergeConflicts.in(added.stream().map(AddedLine::content).toList());
    for (int i = 0; i < added.size(); i++) {
      if (mergeConflicts.marks(i)) {
        String marker = MergeConflicts.of(added.get(i).content()).text();
        violationCollector.blocking("conflict marker " + marker, added.get(i));
      }
    }
  }

  private static long characters(ChangedFile file) {
    return file.added().stream().mapToLong(line -> line.text().length() + 1L).sum();
  }

  private static void syntax(ChangedFile file, ViolationCollector violationCollector) {
    Optional<SyntaxError> fault = SyntaxChecker.fault(file.path(), file.text());
    if (fault.isPresent()) {
      int line = Math.clamp(fault.get().line(), 1, file.added().size());
      String what = fault.get().language() + " that does not parse (" + fault.get().reason() + ")";
      if (fault.get().parses()) {
        violationCollector.advice(fault.get().reason(), file.added().get(line - 1));
      } else {
        violationCollector.blocking(what, file.added().get(line - 1));
      }
    }
  }
}
