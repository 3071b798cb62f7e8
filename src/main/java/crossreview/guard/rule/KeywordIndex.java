package crossreview.guard.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where keywords of rules occur in a text, found by the two characters that each begins with. */
final class KeywordIndex {
  private static final int PAIRS = 1 << 14; // 7 bits of each; others share a place

  private final Keyword[][] byPair = new Keyword[PAIRS][];

  /**
   * @param keywords of each rule, in lower case
   */
  KeywordIndex(List<List<String>> keywords) {
    Map<String, List<Integer>> rules = new HashMap<>();
    for (int i = 0; i < keywords.size(); i++) {
      for (String word : keywords.get(i)) {
        rules.computeIfAbsent(word, any -> new ArrayList<>()).add(i);
      }
    }
    rules.forEach((word, numbers) -> add(new Keyword(word, List.copyOf(numbers))));
  }

  /** A keyword and the numbers of the rules that have it. */
  private record Keyword(String word, List<Integer> rules) {}

  private void add(Keyword keyword) {
    int pair = pair(keyword.word().charAt(0), keyword.word().charAt(1));
    Keyword[] known = byPair[pair] == null ? new Keyword[0] : byPair[pair];
    byPair[pair] = Arrays.copyOf(known, known.length + 1);
    byPair[pair][known.length] = keyword;
  }

  /** The places of each rule's keywords, in order, by the number of the rule. */
  Map<Integer, List<Integer>> places(String text) {
    Map<Integer, List<Integer>> places = new HashMap<>();
    for (int i = 0; i + 1 < text.length(); i++) {
      Keyword[] keywords = byPair[pair(lower(text.charAt(i)), lower(text.charAt(i + 1)))];
      for (int k = 0; keywords != null && k < keywords.length; k++) {
        String word = keywords[k].word();
        if (text.regionMatches(true, i, word, 0, word.length())) {
          for (int rule : keywords[k].rules()) {
            places.computeIfAbsent(rule, any -> new ArrayList<>()).add(i);
          }
        }
      }
    }
    return places;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }

  private static int pair(char first, char second) {
    return (first & 0x7f) << 7 | second & 0x7f;
  }
}
