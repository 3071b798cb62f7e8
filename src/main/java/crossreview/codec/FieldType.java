package crossreview.codec;

import crossreview.json.JsonReader;
import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.WireEnum;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a record component is read from a JSON value. */
sealed interface FieldType {

  /** A JSON string, number or boolean that is the value itself. */
  record PlainField(Class<?> type) implements FieldType {}

  /** A JSON string that stands for a value. */
  record NamedField(Class<?> type) implements FieldType {}

  record NestedField(Class<?> type) implements FieldType {}

  record ListField(FieldType item) implements FieldType {}

  /** A JSON value that is taken as it is. */
  record RawField() implements FieldType {}

  static FieldType of(Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return new ListField(of(list.getActualTypeArguments()[0]));
    }
    if (type instanceof ParameterizedType || type == Object.class) {
      return new RawField();
    }
    Class<?> plain = (Class<?>) type;
    boolean named =
        plain.isEnum() || plain == Digest.class || plain == Money.class || plain == SessionId.class;
    if (named) {
      return new NamedField(plain);
    }
    return plain.isRecord() ? new NestedField(plain) : new PlainField(plain);
  }

  /** The value; a missing number or flag is 0 or false, everything else null. */
  default @Nullable Object read(String where, @Nullable Object value)
      throws RecordMismatchException {
    if (value == null) {
      return absent();
    }
    try {
      return switch (this) {
        case PlainField p -> plain(p.type(), value);
        case NamedField n -> named(n.type(), (String) value);
        case NestedField n -> RecordCodec.of(n.type()).read(object(value));
        case ListField m -> many(m.item(), where, (List<?>) value);
        case RawField raw -> value;
      };
    } catch (ClassCastException | IllegalArgumentException | ArithmeticException e) {
      throw new RecordMismatchException(where + " is " + JsonReader.kind(value) + ": " + value);
    }
  }

  /** The JSON value of a text that spells it without quotes. */
  default Object parsed(String text) {
    if (!(this instanceof PlainField plain) || plain.type() == String.class) {
      return text;
    }
    boolean flag = plain.type() == boolean.class || plain.type() == Boolean.class;
    return flag ? (Object) Boolean.valueOf(text) : (Object) Long.valueOf(text);
  }

  private @Nullable Object absent() {
    if (this instanceof PlainField p && p.type().isPrimitive()) {
      if (p.type() == boolean.class) {
        return Boolean.FALSE;
      }
      return p.type() == int.class ? (Object) 0 : (Object) 0L;
    }
    return null;
  }

  private static Object plain(Class<?> type, Object value) {
    if (type == int.class || type == Integer.class) {
      return Math.toIntExact(whole(value));
    }
    if (type == long.class || type == Long.class) {
      return whole(value);
    }
    boolean flag = type == boolean.class || type == Boolean.class;
    return flag ? (Object) (Boolean) value : (Object) (String) value;
  }

  /** A JSON number without a fraction may be spelled with an exponent. */
  private static long whole(Object value) {
    return value instanceof BigDecimal decimal ? decimal.longValueExact() : (Long) value;
  }

  private static Object named(Class<?> type, String text) {
    if (type == Digest.class) {
      return new Digest(text);
    }
    if (type == Money.class) {
      return Money.of(text);
    }
    if (type == SessionId.class) {
      return new SessionId(text);
    }
    for (Object constant : type.getEnumConstants()) {
      if (((WireEnum) constant).wireName().equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("not one of " + type.getSimpleName() + ": " + text);
  }

  private static Map<String, Object> object(Object value) {
    Map<String, Object> tree = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((name, item) -> tree.put((String) name, item));
    return tree;
  }

  private static List<Object> many(FieldType item, String where, List<?> values)
      throws RecordMismatchException {
    List<Object> list = new ArrayList<>(values.size());
    for (Object value : values) {
      list.add(item.read(where + "[]", value));
    }
    return list;
  }
}
