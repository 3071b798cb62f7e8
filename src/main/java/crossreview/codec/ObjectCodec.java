package crossreview.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The fields of a JSON object in order: name, schema and where the value comes from. A value that
 * is null is left out. Immutable once it is built, which is when its class is loaded; any thread.
 */
public final class ObjectCodec<T> {
  private final List<ObjectField<T>> fields = new ArrayList<>();
  private final SchemaBuilder.ObjectSchema schema = SchemaBuilder.object();
  private boolean open;

  private record ObjectField<T>(String name, boolean nullable, Function<? super T, ?> value) {
    Object of(T object) {
      return object == null ? null : value.apply(object);
    }
  }

  private ObjectCodec() {}

  /** An object without fields yet. */
  public static <T> ObjectCodec<T> object() {
    return new ObjectCodec<>();
  }

  /** A field that is always there. */
  public ObjectCodec<T> must(
      String name, Map<String, Object> described, Function<? super T, ?> value) {
    schema.must(name, described);
    return field(name, value);
  }

  /** A field that may be absent. */
  public ObjectCodec<T> may(
      String name, Map<String, Object> described, Function<? super T, ?> value) {
    schema.may(name, described);
    return field(name, value);
  }

  /** A field that the schema does not list; for objects that are described elsewhere. */
  public ObjectCodec<T> field(String name, Function<? super T, ?> value) {
    fields.add(new ObjectField<>(name, false, value));
    return this;
  }

  /** A field that the schema does not list, whose null is written as null. */
  public ObjectCodec<T> nullable(String name, Function<? super T, ?> value) {
    fields.add(new ObjectField<>(name, true, value));
    return this;
  }

  /** The fields of a part among those of the whole; none of them where the part is null. */
  public <U> ObjectCodec<T> inline(ObjectCodec<U> part, Function<? super T, ? extends U> partOf) {
    schema.addAll(part.schema);
    part.fields.forEach(each ->
        fields.add(new ObjectField<>(each.name(), false, whole -> each.of(partOf.apply(whole)))));
    return this;
  }

  /** The schema allows fields that it does not list. */
  public ObjectCodec<T> open() {
    open = true;
    return this;
  }

  /** The schema of the object, as a new map. */
  public Map<String, Object> schema() {
    Map<String, Object> built = schema.build();
    built.put("additionalProperties", open);
    return built;
  }

  /** The schema of the object where it is a field. */
  public Map<String, Object> schema(String description) {
    Map<String, Object> described = schema();
    described.put("description", description);
    return described;
  }

  /** The value as a tree; null for null. */
  public Map<String, Object> tree(T value) {
    if (value == null) {
      return null;
    }
    Map<String, Object> tree = LinkedHashMap.newLinkedHashMap(fields.size());
    for (ObjectField<T> field : fields) {
      Object item = field.value().apply(value);
      if (item != null || field.nullable()) {
        tree.put(field.name(), ValueWriter.tree(item));
      }
    }
    return tree;
  }

  /** The values as trees. */
  public List<Map<String, Object>> trees(Iterable<? extends T> values) {
    List<Map<String, Object>> trees = new ArrayList<>();
    values.forEach(value -> trees.add(tree(value)));
    return trees;
  }
}
