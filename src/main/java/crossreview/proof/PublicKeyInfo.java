package crossreview.proof;

import crossreview.model.Digest;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The public half of a {@link ReceiptKey} as it travels.
 *
 * @param base64 the SubjectPublicKeyInfo (RFC 8410) in base64
 * @param fingerprint the SHA-256 of its bytes
 */
public record PublicKeyInfo(String base64, Digest fingerprint, PublicKey key) {

  /**
   * Reads the base64 text, with or without the lines around it that PEM has.
   *
   * @throws GeneralSecurityException when it is no Ed25519 key
   */
  static PublicKeyInfo of(String text) throws GeneralSecurityException {
    String bare = text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
    try {
      byte[] bytes = Base64.getDecoder().decode(bare);
      PublicKey key =
          KeyFactory.getInstance(ReceiptKey.ALGORITHM)
              .generatePublic(new X509EncodedKeySpec(bytes));
      return new PublicKeyInfo(bare, Digest.of(bytes), key);
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("not base64: " + e.getMessage());
    }
  }

  /**
   * As {@link #of} for text from outside.
   *
   * @throws IllegalArgumentException when it is no Ed25519 key
   */
  public static PublicKeyInfo read(String text) {
    try {
      return of(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Whether the signature is the key's for these bytes. */
  boolean verifies(byte[] bytes, byte[] signature) {
    try {
      Signature check = Signature.getInstance(ReceiptKey.ALGORITHM);
      check.initVerify(key);
      check.update(bytes);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false; // a signature of another length or form is none
    }
  }

  /** The same as a tree for answers and receipts. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("algorithm", ReceiptKey.ALGORITHM);
    tree.put("fingerprint", fingerprint.value());
    tree.put("public", base64);
    return tree;
  }
}
