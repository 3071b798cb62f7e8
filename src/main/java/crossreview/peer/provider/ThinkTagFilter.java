package crossreview.peer.provider;

import java.util.Locale;

/**
 * Takes thinking out of an answer whose model thinks aloud in {@code <think>…</think>}.
 *
 * <p>Only at the start of the answer, white space and earlier blocks apart: behind the first
 * character of the answer itself a tag is text, as inside a quoted verdict. What may become a tag
 * is held back, so no part of one is ever shown. Linear.
 */
public final class ThinkTagFilter {
  private static final String OPEN = "<think";
  private static final String CLOSE = "</think>";
  private static final int HELD_MAX = 1_024; // no tag and no white space before one is longer

  private final StringBuilder held = new StringBuilder();
  private boolean thinking;
  private boolean answering;

  /** The part of the answer that the next piece brings, perhaps nothing. */
  public String feed(String piece) {
    if (answering) {
      return piece;
    }
    held.append(piece);
    while (true) {
      if (thinking && !close()) {
        return "";
      }
      int start = blank();
      if (start == held.length()) {
        return start > HELD_MAX ? answer() : "";
      }
      String rest = held.substring(start, Math.min(held.length(), start + OPEN.length() + 1));
      if (!opens(rest.toLowerCase(Locale.ROOT))) {
        return answer();
      }
      int end = held.indexOf(">", start);
      if (end < 0) {
        return held.length() > HELD_MAX ? answer() : "";
      }
      held.delete(0, end + 1);
      thinking = true;
    }
  }

  /** What is still held back when the answer ends; an unclosed thought is none of it. */
  public String end() {
    return thinking || answering ? "" : answer();
  }

  private String answer() {
    answering = true;
    String text = held.toString();
    held.setLength(0);
    return text;
  }

  private int blank() {
    int start = 0;
    while (start < held.length() && Character.isWhitespace(held.charAt(start))) {
      start++;
    }
    return start;
  }

  /** Whether this is the beginning of a tag: {@code <thinker>} is none. */
  private static boolean opens(String lower) {
    if (lower.length() <= OPEN.length()) {
      return OPEN.startsWith(lower);
    }
    char next = lower.charAt(OPEN.length());
    return lower.startsWith(OPEN) && (next == '>' || Character.isWhitespace(next));
  }

  /** Drops a thought up to its end; of an unended one only what may be the closing tag is kept. */
  private boolean close() {
    int end = held.toString().toLowerCase(Locale.ROOT).indexOf(CLOSE);
    if (end >= 0) {
      held.delete(0, end + CLOSE.length());
      thinking = false;
      return true;
    }
    int kept = Math.min(held.length(), CLOSE.length() - 1);
    held.delete(0, held.length() - kept);
    return false;
  }
}
