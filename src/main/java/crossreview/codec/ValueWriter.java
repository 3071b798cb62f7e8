package crossreview.codec;

import crossreview.json.JsonWriter;
import crossreview.json.RawJson;
import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.WireEnum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of the model as JSON values. Pure. */
final class ValueWriter {
  private ValueWriter() {}

  /** The value as a tree of maps, lists, texts, numbers and flags; null stays null. */
  static @Nullable Object tree(Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case Number number -> number;
      case Boolean flag -> flag;
      case RawJson raw -> raw;
      case WireEnum wireEnum -> wireEnum.wireName();
      case Digest digest -> digest.value();
      case Money money -> money.toString();
      case SessionId id -> id.value();
      case Record nested -> RecordCodec.ofValue(nested).write(nested);
      case Map<?, ?> map -> object(map);
      case Iterable<?> items -> list(items);
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
      default -> throw new IllegalStateException("no JSON form for " + value.getClass());
    };
  }

  private static Map<String, Object> object(Map<?, ?> map) {
    Map<String, Object> tree = LinkedHashMap.newLinkedHashMap(map.size());
    map.forEach((name, item) -> tree.put((String) tree(name), tree(item)));
    return tree;
  }

  private static List<Object> list(Iterable<?> items) {
    List<Object> list = new ArrayList<>();
    items.forEach(item -> list.add(tree(item)));
    return list;
  }

  /** Appends the JSON text of a value that is there, without a tree in between. */
  static void append(StringBuilder out, Object value) {
    switch (value) {
      case String text -> JsonWriter.quote(out, text);
      case Integer number -> out.append(number.intValue());
      case Long number -> out.append(number.longValue());
      case Boolean flag -> out.append(flag.booleanValue());
      case Digest digest -> out.append('"').append(digest.value()).append('"');
      case Record nested
          when !(nested instanceof Money
              || nested instanceof SessionId
              || nested instanceof RawJson) -> {
        int start = out.length();
        RecordCodec.ofValue(nested).append(out, nested);
        close(out, start, '{', '}');
      }
      case Iterable<?> items -> {
        int start = out.length();
        for (Object item : items) {
          append(out.append(','), item);
        }
        close(out, start, '[', ']');
      }
      default -> JsonWriter.append(out, tree(value));
    }
  }

  /** Puts the bracket where the first comma is. */
  private static void close(StringBuilder out, int start, char open, char end) {
    if (out.length() == start) {
      out.append(open);
    } else {
      out.setCharAt(start, open);
    }
    out.append(end);
  }
}
