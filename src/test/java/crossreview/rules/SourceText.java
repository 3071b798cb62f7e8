package crossreview.rules;

/**
 * A Java source split into what is code and what is comment, character by character.
 *
 * <p>Both keep the length and the lines of the file; what does not belong is blank. The contents of
 * strings belong to neither: a rule reviewer may well speak of things that a rule forbids.
 */
record SourceText(String code, String comments) {

  static SourceText of(String source) {
    return new Splitter(source).split();
  }

  /** One pass, one state: each step copies what it reads to one side and blanks it on the other. */
  private static final class Splitter {
    private final String source;
    private final StringBuilder code = new StringBuilder();
    private final StringBuilder comments = new StringBuilder();
    private int at;

    Splitter(String source) {
      this.source = source;
    }

    SourceText split() {
      while (at < source.length()) {
        if (source.startsWith("//", at)) {
          comment(end("\n", 2, 0));
        } else if (source.startsWith("/*", at)) {
          comment(end("*/", 2, 2));
        } else if (source.startsWith("\"\"\"", at)) {
          literal(3, "\"\"\"");
        } else if (source.charAt(at) == '"') {
          literal(1, "\"");
        } else if (source.charAt(at) == '\'') {
          literal(1, "'");
        } else {
          keep(code, comments, at + 1);
        }
      }
      return new SourceText(code.toString(), comments.toString());
    }

    private int end(String mark, int from, int length) {
      int found = source.indexOf(mark, at + from);
      return found < 0 ? source.length() : found + length;
    }

    private void comment(int to) {
      keep(comments, code, to);
    }

    /** The quotes stay in the code, what is between them goes. */
    private void literal(int quotes, String mark) {
      keep(code, comments, at + quotes);
      int to = at;
      while (to < source.length() && !source.startsWith(mark, to)) {
        to += source.charAt(to) == '\\' ? 2 : 1;
      }
      skip(Math.min(to, source.length()));
      keep(code, comments, Math.min(at + quotes, source.length()));
    }

    private void keep(StringBuilder kept, StringBuilder blanked, int to) {
      blank(blanked, to);
      kept.append(source, at, to);
      at = to;
    }

    private void skip(int to) {
      blank(code, to);
      blank(comments, to);
      at = to;
    }

    private void blank(StringBuilder side, int to) {
      for (int i = at; i < to; i++) {
        side.append(source.charAt(i) == '\n' ? '\n' : ' ');
      }
    }
  }
}
