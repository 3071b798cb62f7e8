package crossreview.json;

/**
 * A value whose text is there already, such as a line of a journal: {@link JsonWriter} takes it as
 * it is. Its creator guarantees that it is one JSON value on one line.
 */
public record RawJson(String text) {
  @Override
  public String toString() {
    return text;
  }
}
