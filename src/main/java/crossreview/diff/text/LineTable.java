package crossreview.diff.text;

import crossreview.diff.DiffPath;
import crossreview.diff.UnifiedDiff;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an artifact with the file and line that people call them by.
 *
 * <p>In a diff, a row of the new version has its number there; a removed row has the number of the
 * row that follows it; headers are outside of all files. In a file that a diff deletes, rows are
 * numbered by the old version. In plain text each row has its own number.
 *
 * <p>Columns are arrays, because a text of nothing but newlines has millions of rows.
 */
public final class LineTable {
  private final String text;
  private final List<String> files = new ArrayList<>();
  private final Map<String, Integer> indexOf = new HashMap<>();
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int[] numbers = new int[64];
  private int[] fileOf = new int[64];
  private byte[] sides = new byte[64];
  private boolean marked;
  private int count;

  private LineTable(String text) {
    this.text = text;
  }

  /** Which version of its file a row belongs to. */
  public enum DiffSide {
    NEW,
    REMOVED,
    OUTSIDE;

    private static final DiffSide[] ALL = values();
  }

  /** Characters from the first to before the last. */
  public record CharacterRange(int from, int to) {}

  /** The rows of a text as it is read. */
  public static LineTable of(TextAnalysis textAnalysis) {
    return textAnalysis
        .diff()
        .map(diff -> ofDiff(diff, textAnalysis.text()))
        .orElseGet(() -> ofPlain(textAnalysis.text(), textAnalysis.label()));
  }

  /** The rows of a text that is read as a diff, whatever it looks like. */
  static LineTable ofDiff(UnifiedDiff diff, String text) {
    LineTable table = new LineTable(text);
    table.marked = true;
    new LineIndexer(table, new LineCursor(text)).number(diff);
    return table;
  }

  private static LineTable ofPlain(String text, String label) {
    LineTable table = new LineTable(text);
    int file = table.fileNamed(label);
    LineCursor lineCursor = new LineCursor(text);
    for (int number = 1; lineCursor.next(); number++) {
      table.add(lineCursor, DiffSide.NEW, number, file);
    }
    return table;
  }

  /** The index of a file, which is new if its name is. */
  int fileNamed(@Nullable String name) {
    Integer known = indexOf.putIfAbsent(name, files.size());
    if (known == null) {
      files.add(name);
    }
    return known == null ? files.size() - 1 : known;
  }

  void add(LineCursor lineCursor, DiffSide diffSide, int number, int file) {
    if (count == starts.length) {
      int size = count * 2;
      starts = Arrays.copyOf(starts, size);
      ends = Arrays.copyOf(ends, size);
      numbers = Arrays.copyOf(numbers, size);
      fileOf = Arrays.copyOf(fileOf, size);
      sides = Arrays.copyOf(sides, size);
    }
    starts[count] = lineCursor.start();
    ends[count] = lineCursor.end();
    numbers[count] = number;
    fileOf[count] = file;
    sides[count++] = (byte) diffSide.ordinal();
  }

  public int count() {
    return count;
  }

  public DiffSide side(int row) {
    return DiffSide.ALL[sides[row]];
  }

  /** Whether the text is a diff. */
  public boolean ofDiff() {
    return marked;
  }

  /** Whether a row of a diff is one that the change adds. */
  public boolean added(int row) {
    return marked && side(row) == DiffSide.NEW && text.startsWith("+", starts[row]);
  }

  public int number(int row) {
    return numbers[row];
  }

  /** The name of the row's file; absent outside of all files. */
  public @Nullable String path(int row) {
    return fileOf[row] < 0 ? null : files.get(fileOf[row]);
  }

  /** Whether the row belongs to the file; a negative file has no rows. */
  public boolean inFile(int row, int file) {
    return file >= 0 && fileOf[row] == file;
  }

  /** The characters of the row without its end and without the mark of a diff. */
  public CharacterRange content(int row) {
    int mark = marked && side(row) != DiffSide.OUTSIDE && starts[row] < ends[row] ? 1 : 0;
    return new CharacterRange(starts[row] + mark, ends[row]);
  }

  public String contentText(int row) {
    CharacterRange characterRange = content(row);
    return text.substring(characterRange.from(), characterRange.to());
  }

  public String markedText(int row) {
    return text.substring(starts[row], ends[row]);
  }

  /** Where a piece begins in the row, if possible after the mark, or -1. */
  public int find(String piece, int row) {
    CharacterRange characterRange = content(row);
    int found = text.indexOf(piece, characterRange.from(), characterRange.to());
    return found >= 0 ? found : text.indexOf(piece, starts[row], ends[row]);
  }

  /** The row of a character of the text. */
  public int rowAt(int character) {
    int found = Arrays.binarySearch(starts, 0, count, character);
    return found >= 0 ? found : -found - 2;
  }

  /** The row of a line in the new version of a file, or -1. */
  public int row(int file, long line) {
    for (int row = 0; row < count; row++) {
      if (inFile(row, file) && numbers[row] == line && side(row) == DiffSide.NEW) {
        return row;
      }
    }
    return -1;
  }

  /**
   * The file that a peer means, or -1: the exact name, or the name without {@code ./}, {@code a/}
   * or {@code b/}, or the only file whose name ends so. No name means the only file.
   */
  public int file(@Nullable String name) {
    if (name == null) {
      return files.size() == 1 ? 0 : -1;
    }
    String bare = name.startsWith("./") ? name.substring(2) : DiffPath.bare(name);
    Integer exact = indexOf.getOrDefault(name, indexOf.get(bare));
    return exact != null ? exact : onlyEnding("/" + bare);
  }

  private int onlyEnding(String ending) {
    int only = -1;
    for (int i = 0; i < files.size(); i++) {
      if (("/" + files.get(i)).endsWith(ending) || ending.endsWith("/" + files.get(i))) {
        if (only >= 0) {
          return -1;
        }
        only = i;
      }
    }
    return only;
  }
}
