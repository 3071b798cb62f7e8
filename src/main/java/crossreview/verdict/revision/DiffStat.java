package crossreview.verdict.revision;

import crossreview.diff.LineDifference;
import crossreview.diff.text.DiffContent;
import crossreview.model.event.RunEvent.DraftChange;
import crossreview.model.event.RunEvent.DraftRevised;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many lines of which file a revision changes. */
public final class DiffStat {
  private DiffStat() {}

  /** By file of the diff; one entry without a name for a plain text. */
  public static List<DraftChange> between(String before, String after) {
    Map<String, Integer> differing = new LinkedHashMap<>();
    if (DiffContent.isDiff(before)) {
      Map<String, List<String>> old = DiffContent.rows(before);
      Map<String, List<String>> now = DiffContent.rows(after);
      Set<String> names = new LinkedHashSet<>(old.keySet());
      names.addAll(now.keySet());
      for (String name : names) {
        List<String> empty = List.of();
        int lines = count(old.getOrDefault(name, empty), now.getOrDefault(name, empty));
        differing.put(name, lines);
      }
      differing.values().removeIf(lines -> lines == 0);
    }
    if (differing.isEmpty()) {
      differing.put(null, count(rows(before), rows(after)));
    }
    return listed(differing);
  }

  private static List<String> rows(String text) {
    return text.lines().toList();
  }

  private static int count(List<String> before, List<String> after) {
    return LineDifference.count(before, after);
  }

  private static List<DraftChange> listed(Map<String, Integer> differing) {
    List<DraftChange> changes = new ArrayList<>();
    int more = differing.size() - DraftRevised.CHANGES_MAX;
    for (Map.Entry<String, Integer> entry : differing.entrySet()) {
      boolean last = more > 0 && changes.size() + 1 == DraftRevised.CHANGES_MAX;
      String text = last ? "and " + more + " more files" : null;
      changes.add(new DraftChange(entry.getKey(), entry.getValue(), text));
      if (last) {
        break;
      }
    }
    return changes;
  }
}
