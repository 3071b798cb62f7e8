package crossreview.model;

import java.util.Locale;
import java.util.Optional;

/** An enum constant with one spelling in journals, answers and settings. */
public interface WireEnum {
  /** The constant's Java name; implemented by the enum itself. */
  String name();

  /** The spelling outside: lower case with underscores unless the enum says otherwise. */
  default String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant with this spelling. */
  static <E extends Enum<E> & WireEnum> Optional<E> find(Class<E> type, String word) {
    for (E constant : type.getEnumConstants()) {
      if (constant.wireName().equals(word)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }
}
