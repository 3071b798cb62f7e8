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
  private final List<FieldWriter<T>> writers = new ArrayList<>();
  private final SchemaBuilder.ObjectSchema schema = SchemaBuilder.object();
  private boolean open;

  private interface FieldWriter<T> {
    void write(T object, Map<String, Object> tree);
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
    writers.add((object, tree) -> {
      Object item = value.apply(object);
      if (item != null) {
        tree.put(name, ValueWriter.tree(item));
      }
    });
    return this;
  }

  /** A field that the schema does not list, whose null is written as null. */
  public ObjectCodec<T> nullable(String name, Function<? super T, ?> value) {
    writers.add((object, tree) -> tree.put(name, ValueWriter.tree(value.apply(object))));
    return this;
  }

  /** The fields of a part among those of the whole; none of them where the part is null. */
  public <U> ObjectCodec<T> inline(ObjectCodec<U> part, Function<? super T, ? extends U> partOf) {
    schema.addAll(part.schema);
    writers.add((object, tree) -> {
      U value = partOf.apply(object);
      if (value != null) {
        part.write(value, tree);
      }
    });
    return this;
  }

  /** The fields of a record among those of the whole; the schema does not list them. */
  public <U extends Record> ObjectCodec<T> inline(
      Class<U> part, Function<? super T, ? extends U> partOf) {
    RecordCodec<U> codec = RecordCodec.of(part);
    writers.add((object, tree) -> tree.putAll(codec.write(partOf.apply(object))));
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

  /** The value as a tree. */
  public Map<String, Object> tree(T value) {
    Map<String, Object> tree = LinkedHashMap.newLinkedHashMap(writers.size());
    write(value, tree);
    return tree;
  }

  private void write(T object, Map<String, Object> tree) {
    for (FieldWriter<T> writer : writers) {
      writer.write(object, tree);
    }
  }

  /** The values as trees. */
  public List<Map<String, Object>> trees(Iterable<? extends T> values) {
    List<Map<String, Object>> trees = new ArrayList<>();
    values.forEach(value -> trees.add(tree(value)));
    return trees;
  }
}
