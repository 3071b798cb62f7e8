package crossreview.guard.rule;

/**
 * What a rule matched.
 *
 * @param path the file that the text is of; empty for none
 * @param match all of it
 * @param secret the part that is the secret
 * @param line the lines that it is in
 */
record SecretFind(String path, String match, String secret, String line) {
  /** The parts by their names in rule files. */
  String part(FindPart part) {
    return switch (part) {
      case PATH -> path;
      case MATCH -> match;
      case SECRET -> secret;
      case LINE -> line;
    };
  }

  /** A part that a filter looks at. */
  enum FindPart {
    PATH,
    MATCH,
    SECRET,
    LINE
  }
}
