package crossreview.peer.builtin.rule;

import crossreview.diff.DiffFault;
import crossreview.diff.form.CodeFences;
import crossreview.diff.text.TextPart;
import crossreview.model.Digest;
import crossreview.peer.builtin.change.ChangeSet;
import crossreview.peer.builtin.change.ChangedFile;
import crossreview.peer.builtin.change.ChangedFile.FileLine;
import crossreview.peer.builtin.change.FileClassifier;
import crossreview.peer.builtin.rule.MergeConflicts.ConflictMarker;
import crossreview.peer.builtin.rule.SyntaxChecker.SyntaxError;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Conflict markers, new files that do not parse, broken diffs, binary and huge additions,
 * submodules.
 */
public final class StructureRule implements ReviewRule {
  private static final String OWN_SETTINGS = ".crossreview/";
  private static final String OWN_RULES = "REVIEW.md";
  private static final Pattern SUBMODULE =
      Pattern.compile("Subproject commit [0-9a-f]{7,64}(?:-dirty)?");
  private static final int NAMED_MAX = 3; // a sentence with more names is not read
  private static final int LINES_MAX = 5_000; // more than any reviewer reads
  private static final int MARK_DIGITS = 12; // nobody finds another content with the same ones
  private static final long CHARACTERS_MAX = 512 * 1024;

  @Override
  public boolean reads(ChangeSet changeSet, TextPart part) {
    return true;
  }

  @Override
  public String abstention() {
    return "the text is blank";
  }

  @Override
  public void checkFile(ChangedFile file, ViolationCollector violationCollector) {
    if (file.path().startsWith(OWN_SETTINGS) || file.path().equals(OWN_RULES)) {
      violationCollector.blocking(
          file.path()
              + " decides what later reviews obey: a person has to approve it (change "
              + mark(file)
              + ")");
    }
    if (file.binary()) {
      return;
    }
    if (submodule(file)) {
      violationCollector.advice(
          file.path() + " is a submodule: the content of its new commit was not looked at");
      return;
    }
    WidenedAccess.check(file, violationCollector);
    boolean huge = file.added().size() > LINES_MAX || characters(file) > CHARACTERS_MAX;
    if (huge) {
      violationCollector.advice(
          file.path() + " gains more lines than a reviewer can read: split it, or say what it is");
    } else if (file.whole()) {
      syntax(file, violationCollector);
    }
  }

  /** Says for all rules what of the text cannot be read, once for each part. */
  @Override
  public void checkChangeSet(ChangeSet changeSet, ViolationCollector violationCollector) {
    markers(changeSet, violationCollector);
    if (changeSet.contentless()) {
      return; // nobody votes, and the abstention says why
    }
    binaries(changeSet, violationCollector);
    new CheckedInFiles(changeSet, violationCollector).check();
    for (DiffFault fault : changeSet.reading().faults()) {
      violationCollector.blocking("broken diff: " + fault);
    }
  }

  /** Once for all, with the names of the first. */
  private static void binaries(ChangeSet changeSet, ViolationCollector violationCollector) {
    List<String> paths =
        changeSet.files().stream().filter(ChangedFile::binary).map(ChangedFile::path).toList();
    if (!paths.isEmpty()) {
      String more = paths.size() > NAMED_MAX ? " and others" : "";
      violationCollector.advice(
          String.join(", ", paths.subList(0, Math.min(paths.size(), NAMED_MAX)))
              + more
              + (paths.size() == 1 ? " is" : " are")
              + " binary: the content was not reviewed");
    }
  }

  /** Whether the file is the link to a commit of another repository, as git shows it. */
  private static boolean submodule(ChangedFile file) {
    return file.added().size() == 1
        && file.context().isEmpty()
        && SUBMODULE.matcher(file.added().getFirst().content()).matches()
        && file.removed().stream().allMatch(line -> SUBMODULE.matcher(line.content()).matches());
  }

  /** Another content is another finding, so that an approval of this one does not reach it. */
  private static String mark(ChangedFile file) {
    StringBuilder lines = new StringBuilder();
    file.added().forEach(line -> lines.append('+').append(line.text()).append('\n'));
    file.removed().forEach(line -> lines.append('-').append(line.text()).append('\n'));
    return Digest.of(lines.toString()).value().substring(0, MARK_DIGITS);
  }

  private static void markers(ChangeSet changeSet, ViolationCollector violationCollector) {
    for (ChangedFile file : changeSet.files()) {
      if (!file.binary()) {
        violationCollector.begin(file);
        boolean document = changeSet.diff() && FileClassifier.prose(file.path());
        markers(file, document, violationCollector);
      }
    }
    violationCollector.endFiles();
  }

  /** A document may explain what a conflict is: in a fence, or by one of its marks. */
  private static void markers(
      ChangedFile file, boolean document, ViolationCollector violationCollector) {
    List<FileLine> added = file.added();
    List<String> lines = added.stream().map(FileLine::content).toList();
    MergeConflicts mergeConflicts = MergeConflicts.in(lines);
    BitSet fenced = document ? CodeFences.fenced(lines) : new BitSet();
    for (int i = 0; i < added.size(); i++) {
      Optional<ConflictMarker> marker = MergeConflicts.of(added.get(i).content());
      if (marker.isPresent() && mergeConflicts.marks(i)) {
        String what = "conflict marker " + marker.get().text();
        if (fenced.get(i) || document && !mergeConflicts.isWhole(i)) {
          violationCollector.advice(what, added.get(i));
        } else {
          violationCollector.blocking(what, added.get(i));
        }
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
