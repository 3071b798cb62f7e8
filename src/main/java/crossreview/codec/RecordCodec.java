package crossreview.codec;

import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.FieldName;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How one record type looks as a JSON object: its components in order, in snake case; a component
 * that is null is left out. Resolved once for each type; any thread.
 */
public final class RecordCodec<R> {
  private static final ClassValue<RecordCodec<?>> CODECS =
      new ClassValue<>() {
        @Override
        protected RecordCodec<?> computeValue(Class<?> type) {
          return new RecordCodec<>(type);
        }
      };

  private final Class<?> type;
  private final RecordField[] fields;
  private final MethodHandle constructor;

  /**
   * One component.
   *
   * @param lead what comes before the field's value in a line: comma, quoted name, colon
   * @param absent the value of a field that is not there, in JSON
   */
  private record RecordField(
      String name, String lead, MethodHandle getter, FieldType type, @Nullable Object absent) {
    Object get(Object value) {
      try {
        return getter.invokeExact(value);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException("an accessor threw", e);
      }
    }
  }

  private RecordCodec(Class<?> type) {
    this.type = type;
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      constructor =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, types.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
      fields = new RecordField[components.length];
      for (int i = 0; i < components.length; i++) {
        fields[i] = field(components[i], lookup.unreflect(components[i].getAccessor()));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record has accessors and a constructor: " + type, e);
    }
  }

  private static RecordField field(RecordComponent component, MethodHandle getter) {
    String name = name(component);
    FieldType type = FieldType.of(component.getGenericType());
    DefaultValue absent = component.getAnnotation(DefaultValue.class);
    return new RecordField(
        name,
        ",\"" + name + "\":",
        getter.asType(MethodType.methodType(Object.class, Object.class)),
        type,
        absent == null ? null : type.parsed(absent.value()));
  }

  /** The codec of a record type. */
  @SuppressWarnings("unchecked") // made of this very type
  public static <R> RecordCodec<R> of(Class<R> type) {
    return (RecordCodec<R>) CODECS.get(type);
  }

  /** The codec of a value's own type. */
  @SuppressWarnings("unchecked") // it reads and writes this very type
  public static <R> RecordCodec<R> ofValue(R value) {
    return (RecordCodec<R>) CODECS.get(value.getClass());
  }

  /** {@code reviewFocus} is {@code review_focus}; {@code final} is not a name in Java. */
  private static String name(RecordComponent component) {
    FieldName given = component.getAnnotation(FieldName.class);
    if (given != null) {
      return given.value();
    }
    if (component.getName().equals("finalText")) {
      return "final";
    }
    StringBuilder name = new StringBuilder();
    for (char c : component.getName().toCharArray()) {
      if (Character.isUpperCase(c)) {
        name.append('_');
      }
      name.append(String.valueOf(c).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }

  /** The record as a tree. */
  public Map<String, Object> write(R value) {
    Map<String, Object> tree = LinkedHashMap.newLinkedHashMap(fields.length);
    for (RecordField field : fields) {
      Object component = field.get(value);
      if (component != null) {
        tree.put(field.name(), ValueWriter.tree(component));
      }
    }
    return tree;
  }

  /** Appends the fields that are there, each with a comma before it, without a tree in between. */
  public void append(StringBuilder out, R value) {
    for (RecordField field : fields) {
      Object component = field.get(value);
      if (component != null) {
        ValueWriter.append(out.append(field.lead()), component);
      }
    }
  }

  /** The record with each component replaced; the same record when no component changes. */
  public R rebuilt(R value, UnaryOperator<Object> change) {
    Object[] values = new Object[fields.length];
    boolean changed = false;
    for (int i = 0; i < fields.length; i++) {
      Object before = fields[i].get(value);
      values[i] = before == null ? null : change.apply(before);
      changed |= values[i] != before;
    }
    return changed ? construct(values) : value;
  }

  /**
   * The record of an object. Fields that it does not know are passed over; a number or a flag that
   * is not there is its default, 0 or false, everything else its default or null.
   */
  public R read(Map<String, Object> tree) throws RecordMismatchException {
    Object[] values = new Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      Object given = tree.get(fields[i].name());
      values[i] =
          fields[i]
              .type()
              .read(
                  type.getSimpleName() + "." + fields[i].name(),
                  given == null ? fields[i].absent() : given);
    }
    try {
      return construct(values);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new RecordMismatchException(type.getSimpleName() + ": " + e.getMessage());
    }
  }

  @SuppressWarnings("unchecked") // it is the constructor of this very type
  private R construct(Object[] values) {
    try {
      return (R) (Object) constructor.invokeExact(values);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a constructor threw", e);
    }
  }

  /** The schema of the record as an input, without these fields. */
  public Map<String, Object> inputSchema(String... without) {
    return schema(true, List.of(without));
  }

  /** The schema of the record as an answer. */
  public Map<String, Object> outputSchema() {
    return schema(false, List.of());
  }

  static Map<String, Object> schemaOf(Class<?> type, boolean input) {
    return of(type).schema(input, List.of());
  }

  private Map<String, Object> schema(boolean input, List<String> without) {
    SchemaBuilder.ObjectSchema schema = SchemaBuilder.object();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = name(component);
      if (without.contains(name)) {
        continue;
      }
      Map<String, Object> described = new FieldSchema(component, input).schema();
      if (FieldSchema.required(component)) {
        schema.must(name, described);
      } else {
        schema.may(name, described);
      }
    }
    return schema.build();
  }
}
