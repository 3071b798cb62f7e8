package crossreview.model;

/** Something in an artifact that looks like a secret: its kind and 1-based line, never its text. */
public record SecretFound(String kind, int line) {
  public SecretFound {
    Checks.text("kind", kind, 1, 64);
  }
}
