package crossreview.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The findings of a round as aligned lines: who, where, what, how bad. Pure. */
final class FindingTable {
  private static final int PLACE_MAX = 56; // longer paths keep their end, which tells them apart
  private static final int STATEMENT_MAX = 160;
  private static final int STATEMENT_ALIGNED = 48; // longer statements push only their own line

  private FindingTable() {}

  private record Row(Tree finding, String place, long line, String statement) {
    static Row of(Tree finding) {
      List<Tree> citations = finding.trees("citations");
      Tree first = citations.isEmpty() ? Tree.EMPTY : citations.getFirst();
      String path = first.text("path");
      String line = first.has("line") ? ":" + first.number("line") : "";
      String statement = withoutPlace(finding.text("statement"), path);
      return new Row(
          finding,
          path.isEmpty() ? "" : end(path) + line,
          first.number("line"),
          Spelling.cut(statement, STATEMENT_MAX));
    }

    /** A statement that ends with the place which is shown beside it. */
    private static String withoutPlace(String statement, String path) {
      int in = statement.lastIndexOf(" in ");
      boolean repeats = in > 0 && path.endsWith(statement.substring(in + 4));
      return repeats ? statement.substring(0, in) : statement;
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
  static List<String> lines(List<Tree> findings, List<String> order, Style style) {
    List<Row> rows =
        findings.stream()
            .map(Row::of)
            .sorted(
                Comparator.<Row>comparingInt(row -> order.indexOf(row.finding().text("owner")))
                    .thenComparing(row -> row.place().replaceAll(":\\d+$", ""))
                    .thenComparingLong(Row::line))
            .toList();
    int owners = rows.stream().mapToInt(r -> r.finding().text("owner").length()).max().orElse(0);
    int places = rows.stream().mapToInt(row -> row.place().length()).max().orElse(0);
    int statements =
        rows.stream()
            .mapToInt(row -> Math.min(STATEMENT_ALIGNED, row.statement().length()))
            .max()
            .orElse(0);
    List<String> lines = new ArrayList<>();
    for (Row row : rows) {
      boolean blocks = row.finding().text("severity").equals("blocking");
      String place = row.place() + " ".repeat(places - row.place().length());
      lines.add(
          "    "
              + (blocks ? style.bad("✗") : style.wait("·"))
              + " "
              + padded(row.finding().text("owner"), owners)
              + "   "
              + (places == 0 ? "" : style.strong(place) + "   ")
              + padded(row.statement(), statements)
              + "   "
              + style.dim(row.finding().text("severity")));
    }
    return lines;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
