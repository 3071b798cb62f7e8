package crossreview.cli.render;

import crossreview.cli.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of any answer as aligned columns, or its fields one per line. Pure. */
public final class TextTable {
  private static final int WIDTH_MAX = 40; // wider ones push the rest off the screen

  private TextTable() {}

  /** The first list of objects in an answer; without one, the answer's own fields. */
  public static List<String> of(Map<?, ?> answer) {
    for (Object value : answer.values()) {
      if (value instanceof List<?> rows
          && !rows.isEmpty()
          && rows.stream().allMatch(Map.class::isInstance)) {
        return table(rows.stream().<Map<?, ?>>map(row -> (Map<?, ?>) row).toList());
      }
    }
    List<String> lines = new ArrayList<>();
    answer.forEach((name, value) -> {
      if (plain(value)) {
        lines.add(
            String.format(Locale.ROOT, "%-20s %s", name, JsonNode.safe(String.valueOf(value))));
      }
    });
    return lines;
  }

  private static List<String> table(List<Map<?, ?>> rows) {
    Set<String> names = new LinkedHashSet<>();
    for (Map<?, ?> row : rows) {
      row.forEach((name, value) -> {
        if (plain(value)) {
          names.add((String) name);
        }
      });
    }
    List<List<String>> cells = new ArrayList<>();
    cells.add(names.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList());
    rows.forEach(row -> cells.add(names.stream().map(name -> cell(row.get(name))).toList()));
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      int column = i;
      widths.add(cells.stream().mapToInt(line -> line.get(column).length()).max().orElse(0));
    }
    return cells.stream().map(line -> line(line, widths)).toList();
  }

  private static String line(List<String> cells, List<Integer> widths) {
    List<String> padded = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      padded.add(cells.get(i) + " ".repeat(widths.get(i) - cells.get(i).length()));
    }
    return padded.stream().collect(Collectors.joining("  ")).stripTrailing();
  }

  private static String cell(@Nullable Object value) {
    return plain(value) && value != null
        ? DisplayFormats.truncate(JsonNode.safe(String.valueOf(value)), WIDTH_MAX)
        : "–";
  }

  private static boolean plain(@Nullable Object value) {
    return !(value instanceof Map<?, ?> || value instanceof List<?>);
  }
}
