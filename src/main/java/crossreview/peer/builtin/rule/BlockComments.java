package crossreview.peer.builtin.rule;

import crossreview.peer.builtin.change.ChangeSequence;
import crossreview.peer.builtin.change.ChangeSequence.SequenceLine;
import crossreview.peer.builtin.change.ChangedFile;
import crossreview.peer.builtin.change.ChangedFile.FileLine;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The lines of a file that lie in a block comment which the diff shows the beginning of.
 *
 * <p>A comment need not have an asterisk before each line. Where it begins outside of what the diff
 * shows, nobody can tell it from code.
 */
final class BlockComments {
  private final Set<Integer> rows = new HashSet<>();

  private BlockComments() {}

  static BlockComments of(ChangedFile file) {
    BlockComments comments = new BlockComments();
    for (List<SequenceLine> hunk : ChangeSequence.of(file).hunks()) {
      comments.read(hunk.stream().filter(line -> !line.added()).toList());
      comments.read(ChangeSequence.after(hunk));
    }
    return comments;
  }

  /** One version of a hunk. */
  private void read(List<SequenceLine> lines) {
    boolean open = false;
    for (SequenceLine line : lines) {
      boolean begins = line.code().startsWith("/*");
      if (open || begins) {
        rows.add(line.line().row());
        open = !line.code().contains("*/");
      }
    }
  }

  boolean has(FileLine line) {
    return rows.contains(line.row());
  }
}
