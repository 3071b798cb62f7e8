package crossreview.verdict;

import java.util.List;

/** What a value in a verdict looks like. */
sealed interface Shape {
  /**
   * A text.
   *
   * @param min characters at least; 1 also means that it must not be blank
   * @param max characters at most; the reader cuts what is longer
   */
  record Text(int min, int max) implements Shape {}

  /** One of a few words, spelled exactly so. */
  record Choice(List<String> words) implements Shape {}

  /** A whole number from 1. */
  record Count() implements Shape {}

  /** A list of objects; the reader leaves out what exceeds {@code max}. */
  record Items(Fields each, int max) implements Shape {}

  /** An object with these fields and no others. */
  record Fields(List<Field> all) implements Shape {
    Fields(Field... all) {
      this(List.of(all));
    }

    List<String> names() {
      return all.stream().map(Field::name).toList();
    }
  }

  /** One field of an object; {@code meaning} is what a peer is told about it. */
  record Field(String name, Shape shape, boolean required, String meaning) {
    static Field required(String name, Shape shape, String meaning) {
      return new Field(name, shape, true, meaning);
    }

    static Field optional(String name, Shape shape, String meaning) {
      return new Field(name, shape, false, meaning);
    }
  }
}
