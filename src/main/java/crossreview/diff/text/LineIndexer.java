package crossreview.diff.text;

import crossreview.diff.UnifiedDiff;
import crossreview.diff.UnifiedDiff.ChangeType;
import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.diff.UnifiedDiff.DiffLine;
import crossreview.diff.UnifiedDiff.Hunk;
import crossreview.diff.text.LineTable.DiffSide;

/** Gives each row of a parsed diff its file, its side and its number. One use, one thread. */
public final class LineIndexer {
  private final LineTable table;
  private final LineCursor lineCursor;
  private int file;
  private boolean deleted;
  private int oldNumber;
  private int newNumber;

  LineIndexer(LineTable table, LineCursor lineCursor) {
    this.table = table;
    this.lineCursor = lineCursor;
  }

  void number(UnifiedDiff diff) {
    outside(diff.preamble().size());
    for (DiffFile diffFile : diff.files()) {
      file = diffFile.hunks().isEmpty() ? -1 : table.fileNamed(diffFile.fileMetadata().path());
      deleted = diffFile.fileMetadata().changeType() == ChangeType.DELETED;
      outside(diffFile.header().size());
      diffFile.hunks().forEach(this::number);
      outside(diffFile.trailer().size());
    }
  }

  private void number(Hunk hunk) {
    outside(1);
    if (!hunk.numbered()) {
      outside(hunk.lines().size());
      return;
    }
    oldNumber = hunk.before().start();
    newNumber = hunk.after().start();
    hunk.lines().forEach(this::number);
  }

  private void number(DiffLine diffLine) {
    switch (diffLine.lineKind()) {
      case NOTE -> outside(1);
      case REMOVED -> {
        int number = deleted ? oldNumber : newNumber;
        row(deleted ? DiffSide.NEW : DiffSide.REMOVED, number);
        oldNumber++;
      }
      case ADDED -> row(DiffSide.NEW, newNumber++);
      case CONTEXT, BARE -> {
        row(DiffSide.NEW, newNumber++);
        oldNumber++;
      }
    }
  }

  private void row(DiffSide diffSide, int number) {
    if (lineCursor.next()) {
      table.add(lineCursor, diffSide, number, file);
    }
  }

  private void outside(int rows) {
    for (int i = 0; i < rows && lineCursor.next(); i++) {
      table.add(lineCursor, DiffSide.OUTSIDE, 0, -1);
    }
  }
}
