package crossreview.store.codec;

import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.WireEnum;
import crossreview.store.codec.EventCodec.UnreadableLineException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** How one record type looks as a JSON object; resolved once for each type. */
final class RecordCodec {
  private static final ClassValue<RecordCodec> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordCodec computeValue(Class<?> type) {
          return new RecordCodec(type);
        }
      };

  private final String typeName;
  private final RecordField[] fields;
  private final MethodHandle constructor;

  /**
   * @param lead what stands before the field's value in a line: comma, quoted name, colon
   */
  private record RecordField(String name, String lead, MethodHandle getter, FieldType type) {}

  private RecordCodec(Class<?> type) {
    typeName = type.getSimpleName();
    RecordComponent[] components = type.getRecordComponents();
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      constructor =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, types.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
      fields = new RecordField[components.length];
      for (int i = 0; i < components.length; i++) {
        MethodHandle getter = lookup.unreflect(components[i].getAccessor());
        String name = name(components[i].getName());
        fields[i] =
            new RecordField(
                name,
                ",\"" + name + "\":",
                getter.asType(MethodType.methodType(Object.class, Object.class)),
                FieldType.of(components[i].getGenericType()));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("records of the model are public: " + type, e);
    }
  }

  static RecordCodec of(Class<?> type) {
    return SHAPES.get(type);
  }

  /** {@code reviewFocus} is {@code review_focus}; {@code final} is no name in Java. */
  private static String name(String component) {
    if (component.equals("finalText")) {
      return "final";
    }
    StringBuilder name = new StringBuilder();
    for (char c : component.toCharArray()) {
      if (Character.isUpperCase(c)) {
        name.append('_');
      }
      name.append(String.valueOf(c).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }

  Map<String, Object> write(Object value) {
    Map<String, Object> tree = LinkedHashMap.newLinkedHashMap(fields.length);
    for (RecordField recordField : fields) {
      Object component = get(recordField, value);
      if (component != null) {
        tree.put(recordField.name(), tree(component));
      }
    }
    return tree;
  }

  /** Appends the fields that are there, each with a comma before it, without a tree in between. */
  void append(StringBuilder out, Object value) {
    for (RecordField recordField : fields) {
      Object component = get(recordField, value);
      if (component != null) {
        out.append(recordField.lead());
        appendValue(out, component);
      }
    }
  }

  private static void appendValue(StringBuilder out, Object value) {
    switch (value) {
      case String text -> JsonWriter.quote(out, text);
      case Integer number -> out.append(number.intValue());
      case Long number -> out.append(number.longValue());
      case Boolean flag -> out.append(flag.booleanValue());
      case Digest digest -> out.append('"').append(digest.value()).append('"');
      case Record nested when !(nested instanceof Money || nested instanceof SessionId) -> {
        int start = out.length();
        of(nested.getClass()).append(out, nested);
        close(out, start, '{', '}');
      }
      case Iterable<?> items -> {
        int start = out.length();
        for (Object item : items) {
          appendValue(out.append(','), item);
        }
        close(out, start, '[', ']');
      }
      default -> JsonWriter.append(out, tree(value));
    }
  }

  /** Puts the bracket where the first comma stands. */
  private static void close(StringBuilder out, int start, char open, char end) {
    if (out.length() == start) {
      out.append(open);
    } else {
      out.setCharAt(start, open);
    }
    out.append(end);
  }

  /** The record with each component replaced; the same record when no component changes. */
  Object rebuilt(Object value, UnaryOperator<Object> change) {
    Object[] values = new Object[fields.length];
    boolean changed = false;
    for (int i = 0; i < fields.length; i++) {
      Object before = get(fields[i], value);
      values[i] = before == null ? null : change.apply(before);
      changed |= values[i] != before;
    }
    return changed ? construct(values) : value;
  }

  private static Object get(RecordField recordField, Object value) {
    try {
      return recordField.getter().invokeExact(value);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("an accessor threw", e);
    }
  }

  private static Object tree(Object value) {
    return switch (value) {
      case String text -> text;
      case Number number -> number;
      case Boolean flag -> flag;
      case WireEnum wireEnum -> wireEnum.wireName();
      case Digest digest -> digest.value();
      case Money money -> money.toString();
      case SessionId id -> id.value();
      case Record nested -> of(nested.getClass()).write(nested);
      case Iterable<?> items -> list(items);
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
      default -> throw new IllegalStateException("no JSON form for " + value.getClass());
    };
  }

  private static Object list(Iterable<?> items) {
    List<Object> list = new ArrayList<>();
    items.forEach(item -> list.add(tree(item)));
    return list;
  }

  Object read(Map<String, Object> tree) throws UnreadableLineException {
    Object[] values = new Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      values[i] =
          fields[i].type().read(typeName + "." + fields[i].name(), tree.get(fields[i].name()));
    }
    try {
      return construct(values);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new UnreadableLineException("bad_line", typeName + ": " + e.getMessage());
    }
  }

  private Object construct(Object[] values) {
    try {
      return constructor.invokeExact(values);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a constructor threw", e);
    }
  }
}
