package crossreview.access;

import crossreview.model.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The tokens that let somebody in, as hashes. Immutable, any thread.
 *
 * <p>A token is compared by digest and in constant time, with every entry each time: the work is
 * the same for a known, an unknown and a malformed token, and nothing about a stored one leaks.
 */
public final class Tokens {
  /** What every token begins with, so that people and scanners know one when they see one. */
  public static final String PREFIX = "xr_";

  private static final int RANDOM_BYTES = 32; // 256 bits: guessing is hopeless

  private final List<Entry> entries;

  Tokens(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /**
   * A token as it is stored.
   *
   * @param sha256 the digest of the token's text
   * @param created the stamp of its birth
   */
  record Entry(Principal principal, Digest sha256, String created) {}

  /** Who bears this token, if anybody does. */
  public Optional<Principal> authenticate(String bearer) {
    byte[] given = bytes(Digest.of(bearer == null ? "" : bearer));
    Principal found = null;
    for (Entry entry : entries) {
      boolean equal = MessageDigest.isEqual(given, bytes(entry.sha256()));
      found = equal ? entry.principal() : found;
    }
    return Optional.ofNullable(found);
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
