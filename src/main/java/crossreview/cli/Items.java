package crossreview.cli;

import java.util.ArrayList;
import java.util.List;

/** The items of a session's evidence checklist, page by page. */
final class Items {
  private Items() {}

  /**
   * All of them.
   *
   * @param session the path of the session
   */
  static List<Tree> all(Api api, String session) {
    List<Tree> items = new ArrayList<>();
    String after = "";
    do {
      Tree page = api.get(session + "/checklist" + after);
      items.addAll(page.trees("items"));
      after = page.has("next_after") ? "?after=" + page.text("next_after") : "";
    } while (!after.isEmpty());
    return items;
  }
}
