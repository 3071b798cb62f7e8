package crossreview.profile;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which headers may be configured; names and values of RFC 9110, so that none smuggles another. */
final class HeaderValidator {
  private static final String NAME = "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}";
  private static final Set<String> OURS =
      Set.of("host", "content-length", "transfer-encoding", "connection", "content-type", "te");

  private HeaderValidator() {}

  /** Why a header is refused. */
  static Optional<String> check(String name, String value) {
    if (!name.matches(NAME)) {
      return Optional.of("is not a valid name of a header");
    }
    if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
      return Optional.of("is set by the daemon");
    }
    boolean printable = value.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    return printable ? Optional.empty() : Optional.of("its value must be printable ASCII");
  }
}
