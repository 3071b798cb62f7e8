package crossreview.model;

import java.util.List;

/**
 * A pattern of paths, with {@code /} between its segments: {@code *} stands for any characters of
 * one segment, {@code ?} for one of them, and a segment {@code **} for any number of segments. A
 * pattern without {@code /} is about the name in every folder. Case counts. Pure.
 */
public final class PathGlob {
  public static final int LENGTH_MAX = 200;

  private static final String ANY_SEGMENTS = "**";

  private final List<String> segments;

  /** Refuses an empty or too long pattern, and one that starts at a root, which no path has. */
  public PathGlob(String pattern) {
    ValueChecks.text("glob", pattern, 1, LENGTH_MAX);
    if (pattern.startsWith("/")) {
      throw new IllegalArgumentException("glob starts with \"/\": paths start at the repository");
    }
    String whole = pattern.endsWith("/") ? pattern + ANY_SEGMENTS : pattern;
    List<String> given = List.of(whole.split("/", -1));
    segments = given.size() == 1 ? List.of(ANY_SEGMENTS, pattern) : given;
  }

  public boolean matches(String path) {
    List<String> names = List.of(path.split("/", -1));
    // reachable[j]: whether the segments so far match the first j names
    boolean[] reachable = new boolean[names.size() + 1];
    reachable[0] = true;
    for (String segment : segments) {
      boolean[] next = new boolean[reachable.length];
      boolean any = segment.equals(ANY_SEGMENTS);
      for (int j = 0; j < next.length; j++) {
        next[j] =
            any
                ? reachable[j] || j > 0 && next[j - 1]
                : j > 0 && reachable[j - 1] && matchesName(segment, names.get(j - 1));
      }
      reachable = next;
    }
    return reachable[names.size()];
  }

  private static boolean matchesName(String pattern, String name) {
    boolean[] reachable = new boolean[name.length() + 1];
    reachable[0] = true;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      boolean[] next = new boolean[reachable.length];
      next[0] = c == '*' && reachable[0];
      for (int j = 1; j < next.length; j++) {
        next[j] =
            c == '*'
                ? reachable[j] || next[j - 1]
                : reachable[j - 1] && (c == '?' || c == name.charAt(j - 1));
      }
      reachable = next;
    }
    return reachable[name.length()];
  }
}
