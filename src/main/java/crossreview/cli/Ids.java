package crossreview.cli;

import java.util.ArrayList;
import java.util.List;

/** Resolves the beginning of an id by the list that the caller may see. */
final class Ids {
  private static final int PREFIX_MIN = 4;
  private static final int FULL = 36;

  private final Api api;

  Ids(Api api) {
    this.api = api;
  }

  /** The one session whose id begins so. */
  String resolve(String prefix) {
    if (prefix.length() == FULL) {
      return prefix;
    }
    List<Tree> rows = all(api);
    List<Tree> matching =
        rows.stream().filter(r -> r.text("session_id").startsWith(prefix)).toList();
    if (matching.size() == 1 && prefix.length() >= PREFIX_MIN) {
      return matching.getFirst().text("session_id");
    }
    if (matching.size() > 1) {
      throw CliFailure.usage(
          "ambiguous_id",
          Spelling.plural(matching.size(), "session")
              + " start with \""
              + Tree.safe(prefix)
              + "\": "
              + String.join(
                  ", ",
                  matching.stream()
                      .limit(4)
                      .map(r -> r.text("session_id").substring(0, 8))
                      .toList()));
    }
    if (matching.size() == 1) {
      throw CliFailure.usage(
          "short_id",
          "\""
              + Tree.safe(prefix)
              + "\" is too short, type "
              + Spelling.brief(matching.getFirst().text("session_id")));
    }
    String nearest =
        rows.isEmpty() ? "There are none yet." : "Nearest: " + nearest(rows, prefix) + ".";
    throw CliFailure.usage(
        "session_not_found", "no session starts with \"" + Tree.safe(prefix) + "\". " + nearest);
  }

  private static String nearest(List<Tree> rows, String prefix) {
    Tree best = rows.getFirst();
    int length = 0;
    for (Tree row : rows) {
      int common = common(row.text("session_id"), prefix);
      if (common > length) {
        length = common;
        best = row;
      }
    }
    return Spelling.brief(best.text("session_id")) + " (" + best.text("task") + ")";
  }

  private static int common(String a, String b) {
    int i = 0;
    while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return i;
  }

  /** All rows of the list, newest first. */
  static List<Tree> all(Api api) {
    return all(api, null, null);
  }

  /** Those in a state and about a text; null for any. */
  static List<Tree> all(Api api, String state, String search) {
    List<Tree> rows = new ArrayList<>();
    String cursor = "";
    do {
      String filter = state == null ? "" : "&state=" + Described.encoded(state);
      filter += search == null ? "" : "&search=" + Described.encoded(search);
      Tree page =
          api.get("/sessions?limit=100" + filter + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      rows.addAll(page.trees("sessions"));
      cursor = page.text("next_cursor");
    } while (!cursor.isEmpty());
    return rows;
  }
}
