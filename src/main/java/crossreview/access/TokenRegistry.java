package crossreview.access;

import crossreview.model.Digest;
import crossreview.time.Clock;
import crossreview.time.TimestampFormat;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The valid tokens, as hashes. Any thread.
 *
 * <p>A token is compared by digest and in constant time, with every entry each time: the work is
 * the same for a known, an unknown and a malformed token, and nothing about a stored one leaks.
 */
public final class TokenRegistry {
  /** What every token begins with, so that people and scanners know one when they see one. */
  public static final String PREFIX = "xr_";

  private static final int RANDOM_BYTES = 32; // 256 bits: guessing is hopeless

  private final Clock clock;
  private volatile List<TokenEntry> entries;

  TokenRegistry(List<TokenEntry> entries, Clock clock) {
    this.entries = List.copyOf(entries);
    this.clock = clock;
  }

  void replace(List<TokenEntry> others) {
    entries = List.copyOf(others);
  }

  /**
   * A token as it is stored.
   *
   * @param sha256 the digest of the token's text
   * @param created the stamp of its birth
   * @param expires the time after which it is invalid
   */
  record TokenEntry(Principal principal, Digest sha256, String created, @Nullable String expires) {
    private boolean goodAt(Instant now) {
      return expires == null || now.isBefore(TimestampFormat.parse(expires));
    }
  }

  /** The instant that a value spells, if it is a stamp. */
  static Optional<Instant> stamp(Object value) {
    try {
      return value instanceof String text
          ? Optional.of(TimestampFormat.parse(text))
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Who was let in, and by which token; it holds as long as {@link #holds} says so. */
  public record Authentication(Principal principal, Digest token) {}

  /** The principal of this token, if it is valid. */
  public Optional<Authentication> authenticate(String bearer) {
    Digest digest = Digest.of(bearer == null ? "" : bearer);
    byte[] given = bytes(digest);
    TokenEntry found = null;
    for (TokenEntry tokenEntry : entries) {
      boolean equal = MessageDigest.isEqual(given, bytes(tokenEntry.sha256()));
      found = equal ? tokenEntry : found;
    }
    return Optional.ofNullable(found)
        .filter(tokenEntry -> tokenEntry.goodAt(clock.now()))
        .map(tokenEntry -> new Authentication(tokenEntry.principal(), digest));
  }

  /** The valid token of this name. */
  public Optional<Authentication> named(String name) {
    Instant now = clock.now();
    return entries.stream()
        .filter(tokenEntry -> tokenEntry.principal().name().equals(name) && tokenEntry.goodAt(now))
        .findFirst()
        .map(tokenEntry -> new Authentication(tokenEntry.principal(), tokenEntry.sha256()));
  }

  /** Whether a token is still valid for the same principal. */
  public boolean holds(Authentication authentication) {
    Instant now = clock.now();
    return entries.stream()
        .anyMatch(tokenEntry ->
            tokenEntry.sha256().equals(authentication.token())
                && tokenEntry.principal().equals(authentication.principal())
                && tokenEntry.goodAt(now));
  }

  private static byte[] bytes(Digest digest) {
    return digest.value().getBytes(StandardCharsets.US_ASCII);
  }

  /** A new token's text: the prefix and 256 random bits. */
  static String generate(RandomGenerator random) {
    byte[] bits = new byte[RANDOM_BYTES];
    random.nextBytes(bits);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }
}
