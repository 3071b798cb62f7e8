package crossreview.diff.text;

import java.util.List;
import java.util.Locale;

/**
 * A byte that is not UTF-8.
 *
 * @param index the index of its replacement in the decoded text
 */
public record OddByte(int index, int value) {
  /** One sentence for each: the file and line, the byte, the likely encoding, how it is shown. */
  static List<String> notes(List<OddByte> odd, String text, int most) {
    LineTable table = LineTable.of(TextAnalysis.of("", "", text));
    return odd.stream().limit(most).map(oddByte -> oddByte.note(table)).toList();
  }

  private String note(LineTable table) {
    int row = table.rowAt(index);
    String path = table.path(row);
    String place =
        path == null || path.isEmpty()
            ? "line " + (row + 1)
            : path + ":" + table.number(row) + " (line " + (row + 1) + ")";
    // 0xA0 and above are letters and signs of Latin-1; below only Windows-1252 has any.
    String likely = value >= 0xA0 ? "probably ISO-8859-1" : "probably Windows-1252";
    return String.format(
        Locale.ROOT,
        "%s: byte 0x%02X is not UTF-8 (%s); it is shown as \uFFFD",
        place,
        value,
        likely);
  }
}
