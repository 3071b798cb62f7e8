package crossreview.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks into trees of maps and lists and lays them over each other. Pure. */
public final class JsonTree {
  private JsonTree() {}

  /**
   * The value at a JSON pointer (RFC 6901, without its escapes); absent where there is none.
   *
   * @param pointer such as {@code /usage/cost}; a number looks into a list
   */
  public static @Nullable Object at(@Nullable Object tree, String pointer) {
    Object value = tree;
    for (String step : steps(pointer)) {
      value =
          switch (value) {
            case Map<?, ?> map -> map.get(step);
            case List<?> list -> item(list, step);
            case null, default -> null;
          };
    }
    return value;
  }

  private static @Nullable Object item(List<?> list, String step) {
    boolean index =
        !step.isEmpty() && step.length() < 9 && step.chars().allMatch(Character::isDigit);
    int at = index ? Integer.parseInt(step) : -1;
    return at >= 0 && at < list.size() ? list.get(at) : null;
  }

  /** The text there, if it is one and not empty. */
  public static Optional<String> text(Object tree, String pointer) {
    return at(tree, pointer) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** The whole number there. */
  public static @Nullable Long whole(Object tree, String pointer) {
    return at(tree, pointer) instanceof Long number ? number : null;
  }

  /** The object there, or an empty one. */
  public static Map<?, ?> object(Object tree, String pointer) {
    return at(tree, pointer) instanceof Map<?, ?> map ? map : Map.of();
  }

  /** The list there, or an empty one. */
  public static List<?> list(@Nullable Object tree, String pointer) {
    return at(tree, pointer) instanceof List<?> list ? list : List.of();
  }

  /** Puts a value at a pointer; objects on the way are made, anything else there is replaced. */
  public static void put(Map<String, Object> tree, String pointer, @Nullable Object value) {
    String[] steps = steps(pointer);
    Map<String, Object> level = tree;
    for (int i = 0; i < steps.length - 1; i++) {
      Map<String, Object> next = copy(level.get(steps[i]));
      level.put(steps[i], next);
      level = next;
    }
    level.put(steps[steps.length - 1], value);
  }

  /** A new tree: objects are joined, everything else of the upper one wins, null takes away. */
  public static Map<String, Object> over(Map<?, ?> lower, Map<?, ?> upper) {
    Map<String, Object> joined = copy(lower);
    upper.forEach((key, value) -> {
      String name = (String) key;
      if (value == null) {
        joined.remove(name);
      } else if (value instanceof Map<?, ?> map) {
        joined.put(name, over(copy(joined.get(name)), map));
      } else {
        joined.put(name, value);
      }
    });
    return joined;
  }

  /** An object of names and values, one after the other, in this order. */
  public static Map<String, Object> of(@Nullable Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  /** The same object under its whole type. */
  @SuppressWarnings("unchecked") // the reader makes maps with string keys only
  public static Map<String, Object> named(Map<?, ?> object) {
    return (Map<String, Object>) object;
  }

  private static Map<String, Object> copy(@Nullable Object value) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, item) -> copy.put((String) key, item));
    }
    return copy;
  }

  private static String[] steps(String pointer) {
    if (pointer.length() < 2 || pointer.charAt(0) != '/') {
      throw new IllegalArgumentException("no JSON pointer: " + pointer);
    }
    return pointer.substring(1).split("/", -1);
  }
}
