package crossreview.proof;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import crossreview.store.disk.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The key pair that signs receipts (Ed25519, RFC 8032): one for a data directory, shared by every
 * daemon on it. Immutable, any thread.
 */
public final class ReceiptKey {
  public static final String ALGORITHM = "Ed25519";
  private static final String FILE = "receipt-key.json";

  private final PrivateKey secret;
  private final PublicKeyInfo open;

  private ReceiptKey(PrivateKey secret, PublicKeyInfo open) {
    this.secret = secret;
    this.open = open;
  }

  /**
   * Reads {@code keys/receipt-key.json} of a data directory, or makes it. Blocking, at start-up.
   *
   * @param keys the directory of the keys
   */
  public static ReceiptKey open(Path keys, SecureRandom random) throws IOException {
    PrivateFile file = new PrivateFile(keys.resolve(FILE));
    if (!file.exists()) {
      file.create(fresh(random), Long.toHexString(random.nextLong()));
    }
    try {
      ReceiptKey key = read(JsonReader.readObject(file.read()));
      if (!key.open.verifies(new byte[] {1}, key.sign(new byte[] {1}))) {
        throw new GeneralSecurityException("its public and private key do not belong together");
      }
      return key;
    } catch (InvalidJsonException | GeneralSecurityException | IllegalArgumentException e) {
      throw file.refused(
          "does not contain a key pair ("
              + e.getMessage()
              + "); restore it from a backup, or remove it: then receipts are signed with a new"
              + " key");
    }
  }

  private static byte[] fresh(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
      generator.initialize(NamedParameterSpec.ED25519, random);
      KeyPair pair = generator.generateKeyPair();
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("algorithm", ALGORITHM);
      fields.put("private", Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
      fields.put("public", Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
      return JsonWriter.bytes(fields);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK since 15 has Ed25519", e);
    }
  }

  private static ReceiptKey read(Map<String, Object> fields) throws GeneralSecurityException {
    byte[] secret = Base64.getDecoder().decode(String.valueOf(fields.get("private")));
    PrivateKey key =
        KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(secret));
    return new ReceiptKey(key, PublicKeyInfo.of(String.valueOf(fields.get("public"))));
  }

  /** The public key. */
  public PublicKeyInfo publicKey() {
    return open;
  }

  /** The signature of the bytes; the same for the same bytes. */
  byte[] sign(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(secret);
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an Ed25519 key signs everything", e);
    }
  }

  /** What the key is called by people: the digest of its public half. */
  Digest fingerprint() {
    return open.fingerprint();
  }
}
