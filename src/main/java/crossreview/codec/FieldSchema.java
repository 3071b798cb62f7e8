package crossreview.codec;

import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemCount;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.codec.FieldRules.TextLength;
import crossreview.codec.FieldRules.TextPattern;
import crossreview.codec.FieldRules.WordList;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.WireEnum;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The schema of one record component, from its type and {@link FieldRules}. Pure.
 *
 * @param input whether values come from outside: then an enum lists its words, a session id is
 *     bounded, and a digest has its form
 */
record FieldSchema(RecordComponent component, boolean input) {
  private static final int SESSION_ID_MAX = 200; // a wrong id is refused by its meaning below that

  /** Whether the field is always there. */
  static boolean required(RecordComponent component) {
    return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
        && !component.isAnnotationPresent(DefaultValue.class);
  }

  Map<String, Object> schema() {
    Class<?> type = component.getType();
    String about = rule(Description.class).map(Description::value).orElse(null);
    if (type == List.class) {
      return list(about);
    }
    if (rule(OpaqueObject.class).isPresent() || type == Map.class) {
      return SchemaBuilder.any(about);
    }
    if (type == boolean.class || type == Boolean.class) {
      return SchemaBuilder.flag(about);
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      NumberRange range = rule(NumberRange.class).orElseThrow(() -> missing("NumberRange"));
      return SchemaBuilder.whole(range.min(), range.max(), about);
    }
    return FieldType.of(type) instanceof FieldType.NestedField
        ? nested(type, about)
        : text(type, about);
  }

  private Map<String, Object> text(Class<?> type, @Nullable String about) {
    Optional<TextLength> length = rule(TextLength.class);
    Optional<TextPattern> pattern = rule(TextPattern.class);
    if (length.isPresent()) {
      return SchemaBuilder.text(length.get().min(), length.get().max(), about);
    }
    if (pattern.isPresent()) {
      return SchemaBuilder.matching(pattern.get().value(), about);
    }
    if (input && type == SessionId.class) {
      return SchemaBuilder.text(1, SESSION_ID_MAX, about);
    }
    if (input && type == Digest.class) {
      return SchemaBuilder.matching(Digest.PATTERN, about);
    }
    List<String> words = rule(WordList.class).map(FieldSchema::words).orElse(null);
    if (words == null && input && type.isEnum()) {
      words = words(type);
    }
    return words == null ? SchemaBuilder.text(about) : SchemaBuilder.words(words, about);
  }

  private static List<String> words(WordList list) {
    return list.from() == void.class ? List.of(list.value()) : words(list.from());
  }

  private static List<String> words(Class<?> type) {
    List<String> words = new ArrayList<>();
    try {
      Iterable<?> all =
          type.isEnum()
              ? List.of(type.getEnumConstants())
              : (List<?>) type.getField("WORDS").get(null);
      all.forEach(
          word -> words.add(word instanceof WireEnum named ? named.wireName() : (String) word));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " has no list WORDS", e);
    }
    return words;
  }

  private Map<String, Object> nested(Class<?> type, @Nullable String about) {
    Map<String, Object> schema = RecordCodec.schemaOf(type, input);
    if (about != null) {
      schema.put("description", about);
    }
    return schema;
  }

  private Map<String, Object> list(@Nullable String about) {
    Map<String, Object> items = item();
    return rule(ItemCount.class)
        .map(count -> SchemaBuilder.list(items, count.min(), count.max(), about))
        .orElseGet(() -> SchemaBuilder.list(items, about));
  }

  private Map<String, Object> item() {
    Optional<ItemRule> item = rule(ItemRule.class);
    String about = item.map(ItemRule::value).orElse(null);
    Class<?> type =
        component.getGenericType() instanceof ParameterizedType list
                && list.getActualTypeArguments()[0] instanceof Class<?> plain
            ? plain
            : Map.class;
    if (rule(OpaqueObject.class).isPresent() || type == Map.class) {
      return SchemaBuilder.any(about);
    }
    if (FieldType.of(type) instanceof FieldType.NestedField) {
      return nested(type, about);
    }
    return item.filter(rule -> rule.max() > 0)
        .map(rule -> SchemaBuilder.text(1, rule.max(), about))
        .orElseGet(() -> SchemaBuilder.text(about));
  }

  private <A extends Annotation> Optional<A> rule(Class<A> type) {
    return Optional.ofNullable(component.getAnnotation(type));
  }

  private IllegalStateException missing(String rule) {
    return new IllegalStateException(
        component.getDeclaringRecord() + " has no " + rule + " for " + component.getName());
  }
}
