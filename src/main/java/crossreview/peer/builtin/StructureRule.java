package crossreview.peer.builtin;

import crossreview.peer.builtin.Change.AddedLine;
import crossreview.peer.builtin.Change.ChangedFile;
import crossreview.peer.builtin.DiffReader.Result.Broken;
import crossreview.peer.builtin.Syntax.Fault;
import java.util.List;
import java.util.Optional;

/** Conflict markers, new files that do not parse, broken diffs, binary and huge additions. */
final class StructureRule implements Rule {
  private static final int LINES_MAX = 5_000; // more than any reviewer reads
  private static final long CHARACTERS_MAX = 512 * 1024;

  @Override
  public void file(ChangedFile file, Flaws flaws) {
    if (file.binary()) {
      flaws.blocking(file.path() + " is binary: nobody can review it here");
      return;
    }
    markers(file, flaws);
    boolean huge = file.added().size() > LINES_MAX || characters(file) > CHARACTERS_MAX;
    if (huge) {
      flaws.advice(file.path() + " gains more than anybody reads: split it, or say what it is");
    } else if (file.whole()) {
      syntax(file, flaws);
    }
  }

  @Override
  public void broken(Change change, Broken broken, Flaws flaws) {
    flaws.blocking("broken diff: line " + broken.line() + ": " + broken.reason());
  }

  private static void markers(ChangedFile file, Flaws flaws) {
    List<AddedLine> added = file.added();
    Conflicts conflicts = Conflicts.in(added.stream().map(AddedLine::content).toList());
    for (int i = 0; i < added.size(); i++) {
      if (conflicts.marks(i)) {
        String marker = Conflicts.of(added.get(i).content()).text();
        flaws.blocking("conflict marker " + marker, added.get(i));
      }
    }
  }

  private static long characters(ChangedFile file) {
    return file.added().stream().mapToLong(line -> line.text().length() + 1L).sum();
  }

  private static void syntax(ChangedFile file, Flaws flaws) {
    Optional<Fault> fault = Syntax.fault(file.path(), file.text());
    if (fault.isPresent()) {
      int line = Math.clamp(fault.get().line(), 1, file.added().size());
      String what = fault.get().language() + " that does not parse (" + fault.get().reason() + ")";
      if (fault.get().parses()) {
        flaws.advice(fault.get().reason(), file.added().get(line - 1));
      } else {
        flaws.blocking(what, file.added().get(line - 1));
      }
    }
  }
}
