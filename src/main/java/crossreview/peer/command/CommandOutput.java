package crossreview.peer.command;

import crossreview.guard.TerminalCodes;
import crossreview.json.ControlCharacters;

/**
 * The ends of what a program wrote, for people.
 *
 * @param answer the end of its standard output
 * @param errors the end of its standard error
 */
record CommandOutput(String answer, String errors) {
  private static final int SHOWN = 150; // two of them and what is said around fit into a hint

  CommandOutput {
    answer = plain(answer);
    errors = plain(errors);
  }

  /** Both ends, or those that are there. */
  String words() {
    String said = answer.isEmpty() ? "" : "; its output ends: " + end(answer);
    return errors.isEmpty() ? said : said + "; its errors end: " + end(errors);
  }

  String all() {
    return answer + "\n" + errors;
  }

  /** Without codes and control characters; each run of blanks is one. */
  private static String plain(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : TerminalCodes.strip(text).toCharArray()) {
      boolean blank = Character.isWhitespace(c) || ControlCharacters.movesCursor(c);
      boolean again = blank && (out.isEmpty() || out.charAt(out.length() - 1) == ' ');
      if (!again) {
        out.append(blank ? ' ' : c);
      }
    }
    return out.toString().strip();
  }

  private static String end(String text) {
    return text.length() <= SHOWN ? text : "…" + text.substring(text.length() - SHOWN);
  }
}
