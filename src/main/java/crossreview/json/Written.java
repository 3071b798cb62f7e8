package crossreview.json;

/**
 * A value whose text is there already, such as a line of a journal: {@link JsonText} takes it as it
 * is. Whoever makes one vouches that it is one JSON value on one line.
 */
public record Written(String text) {
  @Override
  public String toString() {
    return text;
  }
}
