package crossreview.verdict;

import crossreview.json.Json;
import crossreview.json.NearestName;
import crossreview.verdict.Reading.Unreadable;
import crossreview.verdict.Shape.Choice;
import crossreview.verdict.Shape.Count;
import crossreview.verdict.Shape.Field;
import crossreview.verdict.Shape.Fields;
import crossreview.verdict.Shape.Items;
import crossreview.verdict.Shape.Text;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The contract's strict checks: types, required fields and known words.
 *
 * <p>What passes is a tree of known fields only: strings, longs, lists of maps; a field that is
 * absent, null or blank is not in it. Lengths are not checked here, the reader cuts.
 */
final class ContractCheck {
  private final Remarks remarks;

  ContractCheck(Remarks remarks) {
    this.remarks = remarks;
  }

  /** The tree breaks the contract; stackless, because it is no bug. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Unreadable why;

    Broken(String code, String detail) {
      super(code, null, false, false);
      this.why = new Unreadable(code, detail);
    }

    Unreadable why() {
      return why;
    }
  }

  Map<String, Object> check(Map<?, ?> tree) throws Broken {
    return fields(VerdictContract.VERDICT, tree, "");
  }

  private Map<String, Object> fields(Fields fields, Map<?, ?> map, String path) throws Broken {
    Map<String, Object> checked = new LinkedHashMap<>();
    for (Field field : fields.all()) {
      Object value = map.get(field.name());
      String at = path.isEmpty() ? field.name() : path + "." + field.name();
      boolean empty = value == null || blank(field.shape(), value);
      if (!empty) {
        checked.put(field.name(), value(field.shape(), value, at));
      } else if (field.required()) {
        throw new Broken("missing_field", "\"" + at + "\" is missing or empty");
      } else if (map.containsKey(field.name())) {
        remarks.add("empty_field", null, "\"" + at + "\" is empty and counts as absent");
      }
    }
    unknownKeys(fields, map, path);
    return checked;
  }

  private static boolean blank(Shape shape, Object value) {
    return shape instanceof Text text
        && text.min() > 0
        && value instanceof String string
        && string.isBlank();
  }

  private void unknownKeys(Fields fields, Map<?, ?> map, String path) {
    for (Object key : map.keySet()) {
      String name = (String) key;
      if (!fields.names().contains(name)) {
        String where = path.isEmpty() ? "" : " in \"" + path + "\"";
        String hint = NearestName.hint(name, fields.names());
        remarks.add("unknown_key", null, Remarks.shown(name) + where + " is not known" + hint);
      }
    }
  }

  private Object value(Shape shape, Object value, String at) throws Broken {
    return switch (shape) {
      case Text ignored when value instanceof String text -> text;
      case Text ignored -> throw wrongType("a text", value, at);
      case Choice choice -> choice(choice, value, at);
      case Count ignored -> count(value, at);
      case Items items -> items(items, value, at);
      case Fields fields when value instanceof Map<?, ?> map -> fields(fields, map, at);
      case Fields ignored -> throw wrongType("an object", value, at);
    };
  }

  private static String choice(Choice shape, Object value, String at) throws Broken {
    if (!(value instanceof String word)) {
      throw wrongType("a text", value, at);
    }
    if (!shape.words().contains(word)) {
      String expected = String.join(", ", shape.words());
      String got = Remarks.shown(word);
      throw new Broken("wrong_value", "\"" + at + "\" is " + got + ", expected one of " + expected);
    }
    return word;
  }

  /** Any whole number is one; a place that does not exist is found out with the citation. */
  private static Long count(Object value, String at) throws Broken {
    if (value instanceof Long whole) {
      return whole;
    }
    if (value instanceof BigDecimal decimal
        && decimal.precision() <= 18
        && Math.abs((long) decimal.scale()) <= 18
        && decimal.stripTrailingZeros().scale() <= 0
        && decimal.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
      return decimal.longValueExact();
    }
    throw wrongType("a whole number", value, at);
  }

  private List<?> items(Items shape, Object value, String at) throws Broken {
    if (!(value instanceof List<?> list)) {
      throw wrongType("a list", value, at);
    }
    Object[] checked = new Object[list.size()];
    for (int i = 0; i < checked.length; i++) {
      checked[i] = value(shape.each(), list.get(i), at + "[" + i + "]");
    }
    return List.of(checked);
  }

  private static Broken wrongType(String expected, Object value, String at) {
    String got = Json.kind(value);
    return new Broken("wrong_type", "\"" + at + "\" must be " + expected + ", is " + got);
  }
}
