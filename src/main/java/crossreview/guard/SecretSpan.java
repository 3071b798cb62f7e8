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
  static final String ASSIGNED = "assigned_secret";

  /** Whether the name before it gives it away, and nothing in the value itself does. */
  public boolean knownByName() {
    return kind.equals(ASSIGNED);
  }
}
