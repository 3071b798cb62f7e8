package crossreview.maintenance.reference;

import crossreview.model.Money;
import crossreview.model.ValueChecks;
import crossreview.model.call.TokenUsage;
import crossreview.model.event.ImportedEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object in a {@code meta.json} of the reference system, read field by field: what is absent or
 * of another type than expected is absent, what is longer than its bound is cut.
 */
record ReferenceFields(Map<?, ?> fields) {
  private static final int NUMBER_MAX = 1_000_000_000; // of a round: no program gets there

  /** The object; null for a value of another type. */
  static @Nullable ReferenceFields of(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? new ReferenceFields(map) : null;
  }

  /** The objects of a list, without its other values. */
  List<ReferenceFields> objects(String name) {
    List<ReferenceFields> all = new ArrayList<>();
    for (Object value : list(name)) {
      ReferenceFields each = of(value);
      if (each != null) {
        all.add(each);
      }
    }
    return all;
  }

  List<?> list(String name) {
    return fields.get(name) instanceof List<?> list ? list : List.of();
  }

  /** An object in a field; one without fields where there is none. */
  ReferenceFields object(String name) {
    return fields.get(name) instanceof Map<?, ?> map
        ? new ReferenceFields(map)
        : new ReferenceFields(Map.of());
  }

  @Nullable String text(String name, int most) {
    return fields.get(name) instanceof String text && !text.isBlank()
        ? ValueChecks.cut(text.strip(), most)
        : null;
  }

  @Nullable String word(String name) {
    return text(name, ImportedEvent.WORD_MAX);
  }

  String word(String name, String otherwise) {
    String word = word(name);
    return word == null ? otherwise : word;
  }

  /** The texts of a list; the last one says how many more there are. */
  List<String> texts(String name) {
    List<String> all = new ArrayList<>();
    int more = 0;
    for (Object value : list(name)) {
      String text = value instanceof String given ? given : String.valueOf(value);
      if (text.isBlank()) {
        continue;
      }
      if (all.size() < ImportedEvent.LIST_MAX - 1) {
        all.add(ValueChecks.cut(text.strip(), ImportedEvent.ITEM_MAX));
      } else {
        more++;
      }
    }
    if (more > 0) {
      all.add(more + " more …");
    }
    return all;
  }

  /** A whole number, 0 or more; null for anything else. */
  @Nullable Long count(String name) {
    Object value = fields.get(name);
    if (!(value instanceof Number number)) {
      return null;
    }
    BigDecimal exact = new BigDecimal(number.toString());
    boolean fits = exact.signum() >= 0 && exact.compareTo(BigDecimal.valueOf(1L << 53)) <= 0;
    return fits ? (Long) exact.longValue() : null;
  }

  /** The number of a round. */
  int number(String name, int otherwise) {
    Long number = count(name);
    return number == null || number > NUMBER_MAX ? otherwise : number.intValue();
  }

  @Nullable Boolean flag(String name) {
    return fields.get(name) instanceof Boolean flag ? flag : null;
  }

  /** What the call says it cost; null where it does not say. */
  @Nullable Money cost() {
    Object total = object("cost").fields.get("total_cost");
    BigDecimal exact = total instanceof Number number ? new BigDecimal(number.toString()) : null;
    return exact == null || exact.signum() < 0 ? null : new Money(exact);
  }

  /** Tokens as they were counted there. */
  TokenUsage usage() {
    ReferenceFields usage = object("usage");
    return new TokenUsage(
        usage.count("input_tokens"),
        usage.count("cache_read_tokens"),
        usage.count("cache_write_tokens"),
        usage.count("output_tokens"),
        usage.count("reasoning_tokens"));
  }
}
