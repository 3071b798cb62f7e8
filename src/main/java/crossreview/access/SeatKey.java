package crossreview.access;

import crossreview.model.ValueChecks;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of one peer in one round of a session. It stays the same when the daemon starts again
 * and asks the question anew, unlike the id of the seat, which names the call.
 *
 * @param session the session's id
 * @param round counted from 1
 * @param peer the name of the panel's member
 */
public record SeatKey(String session, int round, String peer) {
  private static final Pattern TEXT = Pattern.compile("([^/]{1,64})/([0-9]{1,6})/(.{1,32})");

  public SeatKey {
    ValueChecks.text("session", session, 1, 64);
    ValueChecks.text("peer", peer, 1, 32);
  }

  /** One line that {@link #parse} reads. */
  public String text() {
    return session + "/" + round + "/" + peer;
  }

  /** The key that a text says, if it says one. */
  public static Optional<SeatKey> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new SeatKey(matcher.group(1), Integer.parseInt(matcher.group(2)), matcher.group(3)))
        : Optional.empty();
  }
}
