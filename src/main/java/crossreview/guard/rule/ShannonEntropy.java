package crossreview.guard.rule;

import java.util.HashMap;
import java.util.Map;

/** How many bits a character of a text says, by how often each one occurs. */
final class ShannonEntropy {
  private ShannonEntropy() {}

  static double of(String text) {
    Map<Character, Integer> counts = new HashMap<>();
    for (char c : text.toCharArray()) {
      counts.merge(c, 1, Integer::sum);
    }
    double entropy = 0;
    for (int count : counts.values()) {
      double share = (double) count / text.length();
      entropy -= share * Math.log(share) / Math.log(2);
    }
    return entropy;
  }
}
