package crossreview.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks of values in their constructors. A failed check is a bug of the code that creates the
 * value.
 */
public final class ValueChecks {
  private ValueChecks() {}

  /** The text, whose length in characters is within the bounds. */
  public static String text(String name, @Nullable String value, int min, int max) {
    if (value == null || value.length() < min || value.length() > max) {
      throw new IllegalArgumentException(
          name
              + " must have "
              + min
              + " to "
              + max
              + " characters, has "
              + (value == null ? "none" : value.length()));
    }
    return value;
  }

  /** The text or null, at most as long as the bound. */
  public static @Nullable String optional(String name, @Nullable String value, int max) {
    return value == null ? null : text(name, value, 0, max);
  }

  /** An unmodifiable copy; null becomes empty. */
  public static <T> List<T> list(@Nullable List<T> items) {
    return items == null ? List.of() : List.copyOf(items);
  }

  /** The text, cut to the bound at a code point; the mark of a cut is an ellipsis. */
  public static String cut(String value, int max) {
    if (value.length() <= max) {
      return value;
    }
    int end = max - 1;
    if (Character.isHighSurrogate(value.charAt(end - 1))) {
      end--;
    }
    return value.substring(0, end) + "…";
  }

  /** The number, which is within the bounds. */
  public static long within(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", is " + value);
    }
    return value;
  }
}
