package crossreview.access.browser;

import crossreview.collection.BoundedMap;
import crossreview.model.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The codes that wait for a browser, as digests. Each is good for one minute and for one browser;
 * beyond the most that may wait, the oldest is forgotten. Any thread.
 */
final class SignInCodes {
  /** A person starts a browser within it; whoever finds the code later has nothing. */
  static final Duration VALID = Duration.ofSeconds(60);

  static final int WAITING_MAX = 64; // people who sign in within the same minute

  private final Map<Digest, WaitingCode> waiting = BoundedMap.ofPut(WAITING_MAX);

  private record WaitingCode(SignInGrant grant, Instant until) {}

  /** Lets one browser in. */
  synchronized void add(Digest code, SignInGrant grant, Instant now) {
    waiting.put(code, new WaitingCode(grant, now.plus(VALID)));
  }

  /** What the code is good for; it is good for nothing afterwards. */
  synchronized Optional<SignInGrant> redeem(Digest code, Instant now) {
    WaitingCode found = waiting.remove(code);
    return Optional.ofNullable(found)
        .filter(kept -> now.isBefore(kept.until()))
        .map(WaitingCode::grant);
  }
}
