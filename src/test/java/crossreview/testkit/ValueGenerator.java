package crossreview.testkit;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.SessionId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Generated values of the model's record types: whatever their constructors accept. */
public final class ValueGenerator {
  private static final int TRIES = 10_000; // a constructor refuses most of what is generated
  private static final int[] CODE_POINTS = {
    'a', 'Z', '0', ' ', '"', '\\', '\n', '\r', '\t', 0, 0x1f, 0x7f, 0x85, 0x2028, 0xe9, 0x20ac,
    0x1f600, 0xd800, '{', '}', ',', ':'
  };
  private static final long[] NUMBERS = {0, 1, 2, 7, 60, 100, 1_000, 10_000, 4_294_967_296L};

  private final RandomGenerator random;

  public ValueGenerator(RandomGenerator random) {
    this.random = random;
  }

  /** A value of a record type. */
  public Object of(Class<?> type) {
    RuntimeException last = null;
    for (int i = 0; i < TRIES; i++) {
      try {
        return construct(type);
      } catch (IllegalArgumentException | NullPointerException e) {
        last = e;
      }
    }
    throw new IllegalStateException("no " + type + " in " + TRIES + " tries", last);
  }

  private Object construct(Class<?> type) {
    RecordComponent[] parts = type.getRecordComponents();
    Object[] values = Arrays.stream(parts).map(part -> any(part.getGenericType())).toArray();
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object any(Type type) {
    if (type instanceof ParameterizedType list) {
      return many(list.getActualTypeArguments()[0]);
    }
    Class<?> plain = (Class<?>) type;
    if (!plain.isPrimitive() && random.nextInt(5) == 0) {
      return null;
    }
    return present(plain);
  }

  private List<Object> many(Type item) {
    List<Object> items = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(present((Class<?>) item));
    }
    return items;
  }

  private Object present(Class<?> type) {
    if (type.isEnum()) {
      return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
    }
    if (type == Digest.class) {
      return Digest.of("" + random.nextLong());
    }
    if (type == Money.class) {
      return new Money(new BigDecimal(random.nextInt(1_000_000)).movePointLeft(random.nextInt(8)));
    }
    if (type == SessionId.class) {
      return SessionId.of(new UUID(random.nextLong(), random.nextLong()));
    }
    return type.isRecord() ? of(type) : plain(type);
  }

  private Object plain(Class<?> type) {
    long number = NUMBERS[random.nextInt(NUMBERS.length)];
    if (type == String.class) {
      return text();
    }
    if (type == boolean.class || type == Boolean.class) {
      return random.nextBoolean();
    }
    if (type == long.class || type == Long.class) {
      return number;
    }
    return (int) number;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      text.appendCodePoint(CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
    }
    return text.toString();
  }
}
