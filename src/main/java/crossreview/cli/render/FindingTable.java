package crossreview.cli.render;

import crossreview.cli.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The findings of a round as aligned lines: who, where, what, how bad. Pure. */
final class FindingTable {
  private static final int PLACE_MAX = 56; // longer paths keep their end, which tells them apart
  private static final int STATEMENT_MAX = 160;
  private static final int STATEMENT_ALIGNED = 48; // longer statements push only their own line

  private FindingTable() {}

  private record FindingRow(JsonNode finding, String place, long line, String statement) {
    static FindingRow of(JsonNode finding) {
      List<JsonNode> citations = finding.trees("citations");
      JsonNode first = citations.isEmpty() ? JsonNode.EMPTY : citations.getFirst();
      String path = first.text("path");
      String line = first.has("line") ? ":" + first.number("line") : "";
      String statement = withoutPlace(finding.text("statement"), path);
      return new FindingRow(
          finding,
          path.isEmpty() ? "" : end(path) + line,
          first.number("line"),
          DisplayFormats.truncate(statement, STATEMENT_MAX));
    }

    /** A statement that ends with the place which is shown beside it. */
    private static String withoutPlace(String statement, String path) {
      int in = statement.lastIndexOf(" in ");
      boolean repeats = in > 0 && path.endsWith(statement.substring(in + 4));
      return repeats ? statement.substring(0, in) : statement;
    }

    /** What a change has not touched is said; everything else belongs to the change. */
    String severity() {
      List<String> scopes =
          finding.trees("citations").stream().map(one -> one.text("scope")).distinct().toList();
      String severity = finding.text("severity");
      return scopes.equals(List.of("pre_existing")) ? severity + ", pre-existing" : severity;
    }

    private static String end(String path) {
      return path.length() > PLACE_MAX ? "…" + path.substring(path.length() - PLACE_MAX + 1) : path;
    }
  }

  /**
   * One line a finding.
   *
   * @param order the peers, as they stand in the line above
   */
  static List<String> lines(List<JsonNode> findings, List<String> order, TextStyle textStyle) {
    List<FindingRow> rows =
        findings.stream()
            .map(FindingRow::of)
            .sorted(
                Comparator.<FindingRow>comparingInt(
                        findingRow -> order.indexOf(findingRow.finding().text("owner")))
                    .thenComparing(findingRow -> findingRow.place().replaceAll(":\\d+$", ""))
                    .thenComparingLong(FindingRow::line))
            .toList();
    int owners = rows.stream().mapToInt(r -> r.finding().text("owner").length()).max().orElse(0);
    int places = rows.stream().mapToInt(findingRow -> findingRow.place().length()).max().orElse(0);
    int statements =
        rows.stream()
            .mapToInt(findingRow -> Math.min(STATEMENT_ALIGNED, findingRow.statement().length()))
            .max()
            .orElse(0);
    List<String> lines = new ArrayList<>();
    for (FindingRow findingRow : rows) {
      boolean blocks = findingRow.finding().text("severity").equals("blocking");
      String place = findingRow.place() + " ".repeat(places - findingRow.place().length());
      lines.add(
          "    "
              + (blocks ? textStyle.bad("✗") : textStyle.wait("·"))
              + " "
              + padded(findingRow.finding().text("owner"), owners)
              + "   "
              + (places == 0 ? "" : textStyle.strong(place) + "   ")
              + padded(findingRow.statement(), statements)
              + "   "
              + textStyle.dim(findingRow.severity()));
    }
    return lines;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
