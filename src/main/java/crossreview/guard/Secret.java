package crossreview.guard;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A key that never shows itself: masked in memory, {@code ***} in every text, gone only for the
 * moment in which a header is made of it.
 */
public final class Secret {
  private final byte[] masked;
  private final byte[] mask;

  /** Keeps it under a mask of random bytes, so that no memory dump shows it as text. */
  public Secret(String value, RandomGenerator random) {
    masked = value.getBytes(StandardCharsets.UTF_8);
    mask = new byte[masked.length];
    random.nextBytes(mask);
    mix(masked);
  }

  /** The key itself; for the header that carries it, and for redaction. */
  public String reveal() {
    byte[] clear = masked.clone();
    mix(clear);
    String value = new String(clear, StandardCharsets.UTF_8);
    Arrays.fill(clear, (byte) 0);
    return value;
  }

  private void mix(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= mask[i];
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
