package crossreview.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;

/**
 * A sentence.
 *
 * @param line its line in the text, from 1
 * @param text as it is written
 * @param words in lower case, without the marks around them; the end of a clause and a quotation
 *     are words of their own
 */
record ProseSentence(int line, String text, List<String> words) {
  /** The word that stands for the end of a clause. */
  static final String CLAUSE = ",";

  /** The word that stands for something quoted. */
  static final String QUOTED = "\"\"";

  /** What a reader puts in the place of each character of a quotation. */
  static final char BLANK = '\u0001';

  private static final int WORDS_MAX = 160; // nobody writes a longer sentence by hand
  private static final String EDGES = "()[]{}*_`<>'‘!?.:;,…";

  ProseSentence {
    words = List.copyOf(words);
  }

  /**
   * Divides a sentence into words.
   *
   * @param text as it is written
   * @param read the same with blanks for what is quoted
   */
  static ProseSentence of(int line, String text, String read) {
    List<String> words = new ArrayList<>();
    StringTokenizer pieces = new StringTokenizer(read.toLowerCase(Locale.ROOT).replace('’', '\''));
    while (pieces.hasMoreTokens() && words.size() < WORDS_MAX) {
      add(words, pieces.nextToken());
    }
    return new ProseSentence(line, text, words);
  }

  private static void add(List<String> words, String piece) {
    if (piece.indexOf(BLANK) >= 0) {
      words.add(QUOTED);
      return;
    }
    if (piece.equals("–") || piece.equals("—") || piece.equals("--")) {
      words.add(CLAUSE);
      return;
    }
    if (piece.startsWith("(")) {
      words.add(CLAUSE);
    }
    String word = stripped(piece);
    if (!word.isEmpty()) {
      words.add(word);
    }
    if (piece.endsWith(",") || piece.endsWith(")")) {
      words.add(CLAUSE);
    }
  }

  private static String stripped(String piece) {
    int from = 0;
    int to = piece.length();
    while (from < to && EDGES.indexOf(piece.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && EDGES.indexOf(piece.charAt(to - 1)) >= 0) {
      to--;
    }
    return piece.substring(from, to);
  }

  boolean isQuestion() {
    return text.endsWith("?");
  }

  /** Where the clause of a word begins. */
  int clauseStart(int word) {
    int start = word;
    while (start > 0 && !isBreak(words.get(start - 1))) {
      start--;
    }
    return start;
  }

  /** After the last word of the clause of a word. */
  int clauseEnd(int word) {
    int end = word;
    while (end < words.size() && !isBreak(words.get(end))) {
      end++;
    }
    return end;
  }

  private static boolean isBreak(String word) {
    return word.equals(CLAUSE) || word.equals("but");
  }
}
