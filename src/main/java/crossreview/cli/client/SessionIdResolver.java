package crossreview.cli.client;

import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.render.DisplayFormats;
import crossreview.model.CliProblem;
import crossreview.model.SessionProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Resolves the beginning of an id by the list that the caller may see. */
public final class SessionIdResolver {
  private static final int PREFIX_MIN = 4;
  private static final int FULL = 36;

  private final ApiClient apiClient;

  public SessionIdResolver(ApiClient apiClient) {
    this.apiClient = apiClient;
  }

  /** The one session whose id begins so. */
  public String resolve(String prefix) {
    if (prefix.length() == FULL) {
      return prefix;
    }
    List<JsonNode> rows = all(apiClient);
    List<JsonNode> matching =
        rows.stream().filter(r -> r.text("session_id").startsWith(prefix)).toList();
    if (matching.size() == 1 && prefix.length() >= PREFIX_MIN) {
      return matching.getFirst().text("session_id");
    }
    if (matching.size() > 1) {
      throw new CliException(
          CliProblem.AMBIGUOUS_ID,
          DisplayFormats.plural(matching.size(), "session")
              + " start with \""
              + JsonNode.safe(prefix)
              + "\": "
              + String.join(
                  ", ",
                  matching.stream()
                      .limit(4)
                      .map(r -> r.text("session_id").substring(0, 8))
                      .toList()));
    }
    if (matching.size() == 1) {
      throw new CliException(
          CliProblem.SHORT_ID,
          "\""
              + JsonNode.safe(prefix)
              + "\" is too short, type "
              + DisplayFormats.shortId(matching.getFirst().text("session_id")));
    }
    String nearest =
        rows.isEmpty() ? "There are no sessions yet." : "Nearest: " + nearest(rows, prefix) + ".";
    throw new CliException(
        SessionProblem.SESSION_NOT_FOUND,
        "no session starts with \"" + JsonNode.safe(prefix) + "\". " + nearest);
  }

  private static String nearest(List<JsonNode> rows, String prefix) {
    JsonNode best = rows.getFirst();
    int length = 0;
    for (JsonNode row : rows) {
      int common = common(row.text("session_id"), prefix);
      if (common > length) {
        length = common;
        best = row;
      }
    }
    return DisplayFormats.shortId(best.text("session_id")) + " (" + best.text("task") + ")";
  }

  private static int common(String a, String b) {
    int i = 0;
    while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return i;
  }

  /** All rows of the list, newest first. */
  static List<JsonNode> all(ApiClient apiClient) {
    return all(apiClient, Map.of());
  }

  /** Those that fit all of some filters of {@code session_list}. */
  public static List<JsonNode> all(ApiClient apiClient, Map<String, String> filters) {
    List<JsonNode> rows = new ArrayList<>();
    String cursor = "";
    do {
      StringBuilder path = new StringBuilder("/sessions?limit=100");
      filters.forEach((name, value) ->
          path.append('&').append(name).append('=').append(OperationDescriptor.encoded(value)));
      path.append(cursor.isEmpty() ? "" : "&cursor=" + cursor);
      JsonNode page = apiClient.get(path.toString(), "sessions");
      rows.addAll(page.trees("sessions"));
      cursor = page.text("next_cursor");
    } while (!cursor.isEmpty());
    return rows;
  }
}
