package crossreview.model;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** A session's id: a UUID in canonical lower case, safe as a folder name. */
public record SessionId(String value) implements Comparable<SessionId> {
  private static final Pattern CANONICAL =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  public SessionId {
    if (!canonical(value)) {
      throw new IllegalArgumentException("not a session id: " + value);
    }
  }

  public static SessionId of(UUID uuid) {
    return new SessionId(uuid.toString());
  }

  /** The id, if the text is one; text from outside passes here before any file call. */
  public static Optional<SessionId> parse(String text) {
    return canonical(text) ? Optional.of(new SessionId(text)) : Optional.empty();
  }

  private static boolean canonical(String text) {
    return text != null && text.length() == 36 && CANONICAL.matcher(text).matches();
  }

  /** The first four characters, as people see it. */
  public String brief() {
    return value.substring(0, 4);
  }

  @Override
  public int compareTo(SessionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
