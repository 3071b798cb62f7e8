package crossreview.json;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON that people edit: two blanks for each level, one member a line. Pure. */
public final class IndentedJson {
  private final StringBuilder out = new StringBuilder();

  private IndentedJson() {}

  /** The text, with the end of its last line. */
  public static String of(Map<String, Object> object) {
    IndentedJson writer = new IndentedJson();
    writer.value(object, "\n");
    return writer.out.append('\n').toString();
  }

  private void value(@Nullable Object value, String line) {
    switch (value) {
      case Map<?, ?> map when !map.isEmpty() -> object(map, line + "  ", line);
      case List<?> list when !list.isEmpty() -> list(list, line + "  ", line);
      case null, default -> JsonWriter.append(out, value);
    }
  }

  private void object(Map<?, ?> map, String inner, String line) {
    String before = "{";
    for (Map.Entry<?, ?> member : map.entrySet()) {
      out.append(before).append(inner);
      JsonWriter.quote(out, (String) member.getKey());
      out.append(": ");
      value(member.getValue(), inner);
      before = ",";
    }
    out.append(line).append('}');
  }

  private void list(List<?> list, String inner, String line) {
    out.append('[');
    for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
      out.append(inner);
      value(items.next(), inner);
      out.append(items.hasNext() ? "," : "");
    }
    out.append(line).append(']');
  }
}
