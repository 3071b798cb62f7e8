package crossreview.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known name that an unknown name probably stands for. */
public final class NameSuggestion {
  private NameSuggestion() {}

  /** The known name closest to the given one, if it is close enough to be worth naming. */
  public static Optional<String> of(String given, Collection<String> known) {
    int reach = Math.max(1, Math.min(given.length(), 12) / 3 + 1);
    return known.stream()
        .filter(name -> distance(given, name) <= reach)
        .min(Comparator.comparingInt((String name) -> distance(given, name)).thenComparing(n -> n));
  }

  /** " did you mean …?" for a refusal, or an empty text. */
  public static String hint(String given, Collection<String> known) {
    return of(given, known).map(name -> ", did you mean \"" + name + "\"?").orElse("");
  }

  /**
   * The number of insertions, deletions, replacements and swaps of neighbours between two names.
   */
  static int distance(String a, String b) {
    if (a.length() > 100 || b.length() > 100) {
      return Integer.MAX_VALUE;
    }
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 ? j : j == 0 ? i : step(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(int[][] cost, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
    best = Math.min(best, cost[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
