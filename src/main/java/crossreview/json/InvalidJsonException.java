package crossreview.json;

/** The text is not JSON that this product accepts; the message says where and why. */
public final class InvalidJsonException extends Exception {
  private static final long serialVersionUID = 1L;
  private final boolean duplicateKey;

  public InvalidJsonException(String message) {
    this(message, false);
  }

  private InvalidJsonException(String message, boolean duplicateKey) {
    super(message, null, false, false);
    this.duplicateKey = duplicateKey;
  }

  static InvalidJsonException duplicateKey(String name, String at) {
    String shown = name.length() > 80 ? name.substring(0, 80) + "…" : name;
    return new InvalidJsonException(
        "the key \"" + shown + "\" stands twice in one object" + at, true);
  }

  /** Whether the text is well-formed up to a key that its object already has. */
  public boolean isDuplicateKey() {
    return duplicateKey;
  }
}
