package crossreview.diff.text;

import crossreview.diff.UnifiedDiff;
import crossreview.diff.UnifiedDiff.DiffFile;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a diff that belongs to no file: of a mail's head, a commit message, a signature.
 *
 * @param row its 1-based line in the text
 */
public record OutsideLine(int row, String text) {
  static List<OutsideLine> of(TextAnalysis textAnalysis) {
    List<OutsideLine> lines = new ArrayList<>();
    if (!textAnalysis.isDiff()) {
      return lines;
    }
    UnifiedDiff diff = textAnalysis.diff().orElseThrow();
    int row = add(lines, diff.preamble(), 1);
    for (DiffFile file : diff.files()) {
      add(lines, file.trailer(), row + file.lineCount() - file.trailer().size());
      row += file.lineCount();
    }
    return lines;
  }

  private static int add(List<OutsideLine> lines, List<String> texts, int first) {
    int row = first;
    for (String text : texts) {
      if (!text.isBlank()) {
        lines.add(new OutsideLine(row, text));
      }
      row++;
    }
    return row;
  }
}
