package crossreview.testkit.forge;

import crossreview.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A diff as GitLab lists it, for files that are changed in place. */
final class FakeDiffs {
  private FakeDiffs() {}

  static List<Map<String, Object>> of(String diff) {
    List<Map<String, Object>> files = new ArrayList<>();
    for (String file : diff.split("(?m)^diff --git ", -1)) {
      if (!file.isEmpty()) {
        String path = file.replaceFirst("(?s)^a/(\\S+) .*", "$1");
        int hunks = file.indexOf("@@");
        files.add(
            JsonTree.of(
                "old_path",
                path,
                "new_path",
                path,
                "a_mode",
                "100644",
                "b_mode",
                "100644",
                "new_file",
                false,
                "renamed_file",
                false,
                "deleted_file",
                false,
                "diff",
                hunks < 0 ? "" : file.substring(hunks)));
      }
    }
    return files;
  }
}
