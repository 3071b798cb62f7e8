package crossreview.json;

import java.util.function.Supplier;

/** The text is not JSON that this product accepts; the message says where and why. */
public final class InvalidJsonException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Supplier<String> message;
  private final Flaw flaw;

  private enum Flaw {
    FORM,
    DUPLICATE_KEY,
    VALUES
  }

  public InvalidJsonException(String message) {
    this(message, Flaw.FORM);
  }

  private InvalidJsonException(String message, Flaw flaw) {
    this(() -> message, flaw);
  }

  private InvalidJsonException(Supplier<String> message, Flaw flaw) {
    super(null, null, false, false);
    this.message = message;
    this.flaw = flaw;
  }

  /** With words that are made only if somebody asks: a scan drops most refusals. */
  static InvalidJsonException later(Supplier<String> message) {
    return new InvalidJsonException(message, Flaw.FORM);
  }

  static InvalidJsonException duplicateKey(String name, String at) {
    String shown = name.length() > 80 ? name.substring(0, 80) + "…" : name;
    return new InvalidJsonException(
        "the key \"" + shown + "\" occurs twice in one object" + at, Flaw.DUPLICATE_KEY);
  }

  static InvalidJsonException tooManyValues(int max, String at) {
    return new InvalidJsonException("more than " + max + " values" + at, Flaw.VALUES);
  }

  @Override
  public String getMessage() {
    return message.get();
  }

  /** Whether the text is well-formed up to a key that its object already has. */
  public boolean isDuplicateKey() {
    return flaw == Flaw.DUPLICATE_KEY;
  }

  /** Whether the text is well-formed up to its bound of values. */
  public boolean hasTooManyValues() {
    return flaw == Flaw.VALUES;
  }
}
