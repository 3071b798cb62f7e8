package crossreview.cli.client;

import crossreview.cli.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The findings of a session, page by page: a session has a bound of them. */
public final class SessionFindingPages {
  private SessionFindingPages() {}

  /** All of them, in the order in which they were opened. */
  public static List<JsonNode> all(ApiClient apiClient, String session) {
    String path = "/sessions/" + session + "/findings";
    JsonNode page = apiClient.get(path, "findings");
    List<JsonNode> all = new ArrayList<>(page.trees("findings"));
    while (page.has("next_after")) {
      page = apiClient.get(path + "?after=" + page.text("next_after"), "findings");
      all.addAll(page.trees("findings"));
    }
    return all;
  }
}
