package crossreview.peer.builtin.change;

import crossreview.peer.builtin.change.ChangedFile.FileLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The lines of a file as the diff shows them: hunk by hunk, with what is added and removed. */
public record ChangeSequence(List<List<SequenceLine>> hunks) {

  /** What becomes of a line. */
  public enum LineFate {
    ADDED,
    REMOVED,
    KEPT
  }

  /** A line and what becomes of it. */
  public record SequenceLine(FileLine line, LineFate fate) {
    public String code() {
      return line.content().strip();
    }

    public boolean added() {
      return fate == LineFate.ADDED;
    }

    public boolean removed() {
      return fate == LineFate.REMOVED;
    }
  }

  public static ChangeSequence of(ChangedFile file) {
    List<SequenceLine> all = new ArrayList<>();
    file.added().forEach(line -> all.add(new SequenceLine(line, LineFate.ADDED)));
    file.removed().forEach(line -> all.add(new SequenceLine(line, LineFate.REMOVED)));
    file.context().forEach(line -> all.add(new SequenceLine(line, LineFate.KEPT)));
    all.sort(Comparator.comparingInt(entry -> entry.line().row()));
    List<List<SequenceLine>> hunks = new ArrayList<>();
    int row = -1;
    for (SequenceLine entry : all) {
      // A note that a line has no newline takes a row of the same hunk.
      int next = hunks.isEmpty() || hunks.getLast().getLast().line().ended() ? row + 1 : row + 2;
      if (hunks.isEmpty() || entry.line().row() > next) {
        hunks.add(new ArrayList<>());
      }
      hunks.getLast().add(entry);
      row = entry.line().row();
    }
    return new ChangeSequence(hunks);
  }

  /** The lines of the new version of a hunk. */
  public static List<SequenceLine> after(List<SequenceLine> hunk) {
    return hunk.stream().filter(entry -> !entry.removed()).toList();
  }
}
