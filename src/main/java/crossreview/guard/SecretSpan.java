package crossreview.guard;

/**
 * A part of a text that looks like a secret; it never carries the secret itself.
 *
 * @param kind what it looks like, such as {@code openai_key}; at most 64 characters
 * @param label for people, such as "API key (sk-…)"
 * @param from first character
 * @param to the character after the last
 */
public record SecretSpan(String kind, String label, int from, int to) {
  /** The kind of a signed token of three parts. */
  public static final String WEB_TOKEN = "web_token";

  static final String ASSIGNED = "assigned_secret";

  /** Its 1-based line in the text. */
  public int line(String text) {
    return 1 + (int) text.substring(0, from).chars().filter(c -> c == '\n').count();
  }

  /** Its place and what it looks like, for people. */
  public String words(String text) {
    return "line " + line(text) + " looks like a secret: " + label;
  }

  /** Whether the name before it gives it away, and nothing in the value itself does. */
  public boolean knownByName() {
    return kind.equals(ASSIGNED);
  }
}
