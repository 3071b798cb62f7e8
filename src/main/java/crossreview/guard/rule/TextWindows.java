package crossreview.guard.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a text around places, whole lines where they are not too long. Parts that touch are
 * one, so no character is read twice.
 */
final class TextWindows {
  /** What rules have before their keyword: some words of a name. */
  private static final int BEFORE = 256;

  /** What they have after it: a key block, a long token. */
  private static final int AFTER = 8 * 1_024;

  private TextWindows() {}

  /**
   * A part of a text.
   *
   * @param from its first character
   * @param to the one after its last
   */
  record TextWindow(int from, int to) {}

  /**
   * @param places in ascending order
   */
  static List<TextWindow> around(String text, List<Integer> places) {
    List<TextWindow> windows = new ArrayList<>();
    int from = -1;
    int to = -1;
    for (int place : places) {
      int begin = lineBegin(text, Math.max(0, place - BEFORE));
      if (from >= 0 && begin > to) {
        windows.add(new TextWindow(from, to));
        from = -1;
      }
      from = from < 0 ? begin : from;
      to = lineEnd(text, Math.min(text.length(), place + AFTER));
    }
    if (from >= 0) {
      windows.add(new TextWindow(from, to));
    }
    return windows;
  }

  private static int lineBegin(String text, int at) {
    int newline = text.lastIndexOf('\n', at - 1);
    return at == 0 || at - newline > BEFORE ? at : newline + 1;
  }

  private static int lineEnd(String text, int at) {
    int newline = text.indexOf('\n', at);
    int end = newline < 0 ? text.length() : newline;
    return end - at > BEFORE ? at : end;
  }
}
