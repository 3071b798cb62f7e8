package crossreview.guard;

/** A key that shows itself in no text. It is plain in memory, which is closed to others instead. */
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /** The key itself; for the header that carries it, and for redaction. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
