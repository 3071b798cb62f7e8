package crossreview.forge.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.guard.Secret;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * What a GitHub App shows of itself: a JSON Web Token, signed by RS256 with the key of the app. Any
 * thread.
 */
final class AppToken {
  private static final Duration BACK = Duration.ofSeconds(60); // GitHub's advice, for clocks
  private static final Duration LIFE = Duration.ofMinutes(9); // GitHub takes ten
  private static final String PKCS1 = "RSA PRIVATE KEY";
  private static final String PKCS8 = "PRIVATE KEY";

  /** The number 0 and the algorithm rsaEncryption, as PKCS #8 has them before a key. */
  private static final byte[] RSA_HEAD = {
    0x02,
    0x01,
    0x00,
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  private final String app;
  private final PrivateKey key;

  private AppToken(String app, PrivateKey key) {
    this.app = app;
    this.key = key;
  }

  /** Refused with {@code bad_key} for a text that is not a private key in PEM. */
  static AppToken of(String app, Secret pem) {
    try {
      PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(encoded(pem.reveal()));
      return new AppToken(app, KeyFactory.getInstance("RSA").generatePrivate(spec));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw CliProblem.BAD_KEY.exception(
          "the key of app " + app + " must be an RSA private key as PEM, as GitHub hands it out");
    }
  }

  private static byte[] encoded(String pem) {
    String kind = pem.contains("BEGIN " + PKCS1) ? PKCS1 : PKCS8;
    String body =
        pem.replace("-----BEGIN " + kind + "-----", "")
            .replace("-----END " + kind + "-----", "")
            .replaceAll("\\s", "");
    byte[] key = Base64.getDecoder().decode(body);
    if (kind.equals(PKCS8)) {
      return key;
    }
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.writeBytes(RSA_HEAD);
    inner.writeBytes(tagged(0x04, key));
    return tagged(0x30, inner.toByteArray());
  }

  /** A value of DER with a length of two bytes: GitHub's keys have 2,048 bits or more. */
  private static byte[] tagged(int tag, byte[] value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    out.write(0x82);
    out.write(value.length >> 8);
    out.write(value.length);
    out.writeBytes(value);
    return out.toByteArray();
  }

  /** The token at this time. */
  String at(Instant now) {
    String head = part(JsonWriter.of(JsonTree.of("alg", "RS256", "typ", "JWT")));
    String claims =
        part(
            JsonWriter.of(
                JsonTree.of(
                    "iat", now.minus(BACK).getEpochSecond(),
                    "exp", now.plus(LIFE).getEpochSecond(),
                    "iss", app)));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update((head + "." + claims).getBytes(UTF_8));
      return head + "." + claims + "." + part(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java signs with RSA", e);
    }
  }

  private static String part(String json) {
    return part(json.getBytes(UTF_8));
  }

  private static String part(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
