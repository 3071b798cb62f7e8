package crossreview.guard;

/**
 * The lines that a text from outside is between in a prompt.
 *
 * @param token the mark in both lines, which does not occur in the text between them
 */
public record PromptFence(String token) {
  public PromptFence {
    if (token == null || token.length() < PromptFenceFactory.TOKEN_MIN) {
      throw new IllegalArgumentException("a fence's token has at least 32 characters");
    }
  }

  /** The line before the text, with its newline. */
  public String opening(String name) {
    return "[[" + token + " " + name + " begins]]\n";
  }

  /**
   * The line after the text, with a newline before and after it.
   *
   * <p>The newline before it is not part of the text; so a text without a final newline is told
   * apart from one that has it.
   */
  public String closing(String name) {
    return "\n[[" + token + " " + name + " ends]]\n";
  }
}
