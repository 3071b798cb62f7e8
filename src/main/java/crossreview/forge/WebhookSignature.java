package crossreview.forge;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.guard.Secret;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The signature of an event: {@code sha256=} and the HMAC-SHA-256 of its bytes in hex. Pure. */
public final class WebhookSignature {
  private static final String PREFIX = "sha256=";

  private WebhookSignature() {}

  /** Whether these bytes are signed so; takes the same time for every wrong signature. */
  public static boolean holds(Secret secret, byte[] body, @Nullable String header) {
    String given = header == null ? "" : header;
    return MessageDigest.isEqual(of(secret, body).getBytes(UTF_8), given.getBytes(UTF_8));
  }

  /** The header for these bytes. */
  public static String of(Secret secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.reveal().getBytes(UTF_8), "HmacSHA256"));
      return PREFIX + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
