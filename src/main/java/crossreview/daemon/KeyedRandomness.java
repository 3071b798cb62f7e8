package crossreview.daemon;

import crossreview.access.StoreSecret;
import crossreview.model.SessionId;
import crossreview.review.prompt.SessionRandomness;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Randomness that stays the same where it must: fences and keyed seeds come from the store's
 * secret, fresh seeds from the machine's strong source.
 */
final class KeyedRandomness implements SessionRandomness {
  private static final int SEED_BYTES = 16;

  private final StoreSecret secret;
  private final SecureRandom random;

  KeyedRandomness(StoreSecret secret, SecureRandom random) {
    this.secret = secret;
    this.random = random;
  }

  @Override
  public byte[] fence(SessionId session, int attempt) {
    return Arrays.copyOf(secret.hmac("fence:" + session + ":" + attempt), SEED_BYTES);
  }

  @Override
  public String seed(SessionId session, @Nullable String key) {
    byte[] seed = new byte[SEED_BYTES];
    if (key == null) {
      random.nextBytes(seed);
    } else {
      seed = Arrays.copyOf(secret.hmac("seed:" + session + ":" + key), SEED_BYTES);
    }
    return HexFormat.of().formatHex(seed);
  }
}
