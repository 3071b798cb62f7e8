package crossreview.cli.client;

import crossreview.cli.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The items of a session's evidence checklist, page by page. */
public final class ChecklistReader {
  private ChecklistReader() {}

  /**
   * All of them.
   *
   * @param session the path of the session
   */
  public static List<JsonNode> all(ApiClient apiClient, String session) {
    List<JsonNode> items = new ArrayList<>();
    String after = "";
    do {
      JsonNode page = apiClient.get(session + "/checklist" + after, "items");
      items.addAll(page.trees("items"));
      after = page.has("next_after") ? "?after=" + page.text("next_after") : "";
    } while (!after.isEmpty());
    return items;
  }
}
