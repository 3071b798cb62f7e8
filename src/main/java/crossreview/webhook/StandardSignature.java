package crossreview.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.guard.Secret;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of Standard Webhooks: {@code v1,} and the HMAC-SHA-256 of id, time and body, joined
 * by dots, in base64. Pure.
 */
final class StandardSignature {
  private static final String PREFIX = "whsec_";
  private static final int KEY_MIN = 24; // bytes, both bounds are those of the specification
  private static final int KEY_MAX = 64;

  private StandardSignature() {}

  /** What is wrong with a secret, if anything. */
  static Optional<String> fault(Secret secret) {
    String form = PREFIX + " and " + KEY_MIN + " to " + KEY_MAX + " bytes in base64";
    try {
      int bytes = key(secret).length;
      return secret.reveal().startsWith(PREFIX) && bytes >= KEY_MIN && bytes <= KEY_MAX
          ? Optional.empty()
          : Optional.of("must be " + form);
    } catch (IllegalArgumentException e) {
      return Optional.of("must be " + form); // the message of e would show a part of the key
    }
  }

  private static byte[] key(Secret secret) {
    String text = secret.reveal();
    return Base64.getDecoder()
        .decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
  }

  /**
   * @param seconds since 1970
   */
  static String of(Secret secret, String id, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key(secret), "HmacSHA256"));
      mac.update((id + "." + seconds + ".").getBytes(UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
