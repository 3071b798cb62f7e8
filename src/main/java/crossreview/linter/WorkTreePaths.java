package crossreview.linter;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The paths of a work tree as a report names them: relative to its top, or absolute.
 *
 * @param roots the names of its top, absolute; the sandbox has another one than the disk
 */
public record WorkTreePaths(List<String> roots) {
  public WorkTreePaths {
    roots = List.copyOf(roots);
  }

  /** The path from the top; empty for the top itself and for what is outside of it. */
  public Optional<String> relative(String place) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : fromTop(place).split("/", -1)) {
      if (segment.equals("..")) {
        if (segments.isEmpty()) {
          return Optional.empty();
        }
        segments.removeLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    return segments.isEmpty() ? Optional.empty() : Optional.of(String.join("/", segments));
  }

  /** An absolute path elsewhere begins above the top. */
  private String fromTop(String place) {
    if (!place.startsWith("/")) {
      return place;
    }
    return roots.stream()
        .filter(root -> place.startsWith(root + "/"))
        .findFirst()
        .map(root -> place.substring(root.length() + 1))
        .orElse("..");
  }
}
