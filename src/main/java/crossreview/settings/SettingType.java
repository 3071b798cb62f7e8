package crossreview.settings;

import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.Money;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The type of a scalar setting: what is accepted, and how a refusal describes it. */
public sealed interface SettingType {

  record StringType(int min, int max) implements SettingType {}

  record IntegerType(long min, long max) implements SettingType {}

  record BooleanType() implements SettingType {}

  record EnumType(List<String> words) implements SettingType {}

  record MoneyType() implements SettingType {}

  record DecimalType(BigDecimal min, BigDecimal max) implements SettingType {}

  static SettingType decimal(String min, String max) {
    return new DecimalType(new BigDecimal(min), new BigDecimal(max));
  }

  static SettingType text(int min, int max) {
    return new StringType(min, max);
  }

  static SettingType number(long min, long max) {
    return new IntegerType(min, max);
  }

  static SettingType flag() {
    return new BooleanType();
  }

  static SettingType word(String... words) {
    return new EnumType(List.of(words));
  }

  static SettingType money() {
    return new MoneyType();
  }

  /** What a refusal says was expected. */
  default String expected() {
    return switch (this) {
      case StringType t -> "a text of " + t.min() + " to " + t.max() + " characters";
      case IntegerType n -> "a whole number from " + n.min() + " to " + n.max();
      case BooleanType f -> "true or false";
      case EnumType w -> "one of " + String.join(", ", w.words());
      case DecimalType d -> "a number from " + d.min() + " to " + d.max() + ", such as \"1.5\"";
      case MoneyType d -> "an amount as a text, such as \"2.50\"";
    };
  }

  /** The value in its Java type; null when it does not fit. */
  default @Nullable Object accept(@Nullable Object value) {
    return switch (this) {
      case StringType t ->
          value instanceof String s && s.length() >= t.min() && s.length() <= t.max() ? s : null;
      case IntegerType n -> value instanceof Long l && l >= n.min() && l <= n.max() ? l : null;
      case BooleanType f -> value instanceof Boolean ? value : null;
      case EnumType w -> w.words().contains(value) ? value : null;
      case MoneyType d -> money(value);
      case DecimalType d -> decimal(d, value);
    };
  }

  /** A quintillionth of a dollar, and quintillions of them, are beyond all prices and limits. */
  int MONEY_DIGITS_MAX = 18;

  private static @Nullable BigDecimal decimal(DecimalType type, @Nullable Object value) {
    BigDecimal number = number(value);
    return number != null && number.compareTo(type.min()) >= 0 && number.compareTo(type.max()) <= 0
        ? number
        : null;
  }

  /** Written out, an amount has a handful of digits on either side of the point. */
  private static @Nullable Money money(@Nullable Object value) {
    BigDecimal amount = number(value);
    return amount != null
            && amount.signum() >= 0
            && amount.scale() <= MONEY_DIGITS_MAX
            && amount.precision() - amount.scale() <= MONEY_DIGITS_MAX
        ? new Money(amount)
        : null;
  }

  private static @Nullable BigDecimal number(@Nullable Object value) {
    try {
      return switch (value) {
        case String text -> new BigDecimal(text);
        case Long whole -> BigDecimal.valueOf(whole);
        case BigDecimal exact -> exact;
        case null, default -> null;
      };
    } catch (NumberFormatException e) {
      return null; // the caller says what was expected
    }
  }

  /** The JSON value that a text from the command line or the catalogue stands for. */
  default Object fromText(String text) {
    return switch (this) {
      case StringType t -> text;
      case EnumType w -> text;
      case MoneyType d -> text;
      case DecimalType d -> text;
      case BooleanType f ->
          text.equals("true") ? Boolean.TRUE : text.equals("false") ? false : text;
      case IntegerType n -> whole(text);
    };
  }

  private static Object whole(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }

  /** A path as the settings spell it; {@code ~} stands for the home. */
  static Path path(String text, Path home) {
    boolean fromHome = text.equals("~") || text.startsWith("~/");
    Path path = fromHome ? home.resolve(text.substring(Math.min(2, text.length()))) : Path.of(text);
    return path.toAbsolutePath().normalize();
  }

  /** The value as a refusal shows it. */
  static String shown(@Nullable Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? JsonWriter.of(value)
        : JsonReader.kind(value);
  }
}
