package crossreview.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** A SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits. */
public record Digest(String value) {
  private static final int DIGITS = 64;

  /** Its form as a regular expression, anchored. */
  public static final String PATTERN = "^[0-9a-f]{64}$";

  /** What the first line of a chain names as its predecessor. */
  public static final Digest ZERO = new Digest("0".repeat(64));

  public Digest {
    if (value == null || !hexadecimal(value)) {
      throw new IllegalArgumentException("not a SHA-256 digest: " + value);
    }
  }

  /** The digest of the bytes. */
  public static Digest of(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new Digest(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The digest of the text's UTF-8 bytes. */
  public static Digest of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  public static Optional<Digest> parse(String text) {
    return text != null && hexadecimal(text) ? Optional.of(new Digest(text)) : Optional.empty();
  }

  private static boolean hexadecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return text.length() == DIGITS;
  }

  /** The first four digits, as people see it. */
  public String brief() {
    return value.substring(0, 4);
  }

  @Override
  public String toString() {
    return value;
  }
}
