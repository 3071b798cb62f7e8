package crossreview.diff.text;

import crossreview.diff.DiffParser;
import crossreview.diff.text.LineTable.DiffSide;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A diff as the rows that it says about each file. */
public final class DiffContent {
  private static final List<String> OPENINGS = List.of("diff ", "--- ", "Index: ");

  private DiffContent() {}

  /** Whether the text is a diff that has a hunk. */
  public static boolean isDiff(String text) {
    boolean hunk = text.contains("@@ -");
    return hunk && TextAnalysis.of("", "", text).isDiff() && !rows(text).isEmpty();
  }

  /** Whether a revision of a diff is a diff too, without an introduction that was not there. */
  public static boolean hasSameOpening(String before, String text) {
    return isDiff(text) && (opensPlainly(text) || !opensPlainly(before));
  }

  private static boolean opensPlainly(String text) {
    String start = text.stripLeading();
    return OPENINGS.stream().anyMatch(start::startsWith);
  }

  /** The rows of all hunks with their marks, by file in order; hunk headers are not among them. */
  public static Map<String, List<String>> rows(String text) {
    LineTable lines = LineTable.ofDiff(DiffParser.parse(text).diff(), text);
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (int row = 0; row < lines.count(); row++) {
      if (lines.side(row) != DiffSide.OUTSIDE) {
        rows.computeIfAbsent(lines.path(row), path -> new ArrayList<>()).add(lines.markedText(row));
      }
    }
    return rows;
  }
}
