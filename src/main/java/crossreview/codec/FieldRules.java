package crossreview.codec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the schema of a record component says beyond its type. A component that is {@code @Nullable}
 * or has a {@link DefaultValue} may be absent.
 */
public final class FieldRules {
  private FieldRules() {}

  /** What the field means, for people and models. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface Description {
    String value();
  }

  /** How many characters a text has. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface TextLength {
    int min() default 1;

    int max();
  }

  /** An anchored, linear pattern that a text matches. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface TextPattern {
    String value();
  }

  /** The bounds of a whole number, both included. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface NumberRange {
    long min();

    long max() default Long.MAX_VALUE;
  }

  /** The words of a text: these, or those of an enum, or the list {@code WORDS} of a class. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface WordList {
    String[] value() default {};

    Class<?> from() default void.class;
  }

  /** What an item of a list is; with a maximum it is a text of so many characters. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface ItemRule {
    String value();

    int max() default 0;
  }

  /** How many items a list has. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface ItemCount {
    int min();

    int max();
  }

  /** The value of an absent field, as it is spelled in JSON but without quotes. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface DefaultValue {
    String value();
  }

  /** The name of a field whose name cannot be that of a component. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface FieldName {
    String value();
  }

  /** An object, or a list of objects, whose fields the schema does not list. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface OpaqueObject {}
}
