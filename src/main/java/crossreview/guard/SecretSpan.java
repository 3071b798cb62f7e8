package crossreview.guard;

/**
 * A part of a text that looks like a secret; it never carries the secret itself.
 *
 * @param kind what it looks like, such as {@code openai_key}; at most 64 characters
 * @param label for people, such as "API key (sk-…)"
 * @param from first character
 * @param to the character after the last
 */
public record SecretSpan(String kind, String label, int from, int to) {}
