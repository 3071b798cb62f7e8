package crossreview.model.material;

import crossreview.model.ValueChecks;

/** Something in an artifact that looks like a secret: its kind and 1-based line, never its text. */
public record SecretMatch(String kind, int line) {
  public SecretMatch {
    ValueChecks.text("kind", kind, 1, 64);
  }
}
