package crossreview.peer.builtin;

import crossreview.model.material.DiffPath;
import crossreview.peer.builtin.UnifiedDiff.ChangeType;
import crossreview.peer.builtin.UnifiedDiff.FileMetadata;
import java.util.List;

/** What the lines before a file's first hunk say. */
final class DiffHeader {
  private DiffHeader() {}

  static FileMetadata facts(List<String> header) {
    String before = name(header, "--- ");
    String after = name(header, "+++ ");
    boolean created = DiffPath.NOWHERE.equals(before) || says(header, "new file mode");
    boolean deleted = DiffPath.NOWHERE.equals(after) || says(header, "deleted file mode");
    String named = deleted || after == null ? before : after;
    String path =
        named == null || named.equals(DiffPath.NOWHERE) ? ofGit(header) : DiffPath.bare(named);
    boolean binary = says(header, "Binary files ") || says(header, "GIT binary patch");
    boolean moved = says(header, "rename ") || says(header, "copy ") || says(header, "new mode");
    ChangeType changeType =
        created ? ChangeType.CREATED : deleted ? ChangeType.DELETED : ChangeType.CHANGED;
    return new FileMetadata(path, changeType, binary, moved);
  }

  private static boolean says(List<String> header, String start) {
    return header.stream().anyMatch(line -> line.startsWith(start));
  }

  /** The name that a line gives, or null if no line does. */
  private static String name(List<String> header, String start) {
    for (String line : header) {
      if (line.startsWith(start)) {
        return DiffPath.of(line.substring(start.length()).stripTrailing());
      }
    }
    return null;
  }

  /** From {@code diff --git a/x b/x}, for a file that has no hunks. */
  private static String ofGit(List<String> header) {
    String line = header.getFirst().stripTrailing();
    int quoted = line.indexOf(" \"b/");
    int plain = line.lastIndexOf(" b/");
    return quoted >= 0
        ? DiffPath.bare(DiffPath.of(line.substring(quoted + 1)))
        : line.substring(plain < 0 ? 0 : plain + 3);
  }
}
