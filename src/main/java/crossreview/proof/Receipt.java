package crossreview.proof;

import crossreview.json.CanonicalJson;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A receipt by itself, checked without a session: whether its signature is that of the key it
 * names. Whose key that is, only the reader can know. Needs no journal, no daemon and no data
 * directory.
 *
 * @param key null where it cannot be read
 * @param fault why it is not a whole receipt; null for a whole one
 */
public record Receipt(
    Map<String, Object> content, @Nullable PublicKeyInfo key, @Nullable String fault) {

  /** Reads a receipt in any formatting: the signature is over the canonical form. */
  public static Receipt read(byte[] bytes) {
    if (bytes.length == 0) {
      return new Receipt(Map.of(), null, "the receipt is empty");
    }
    try {
      Map<String, Object> fields = new LinkedHashMap<>(JsonReader.readObject(bytes));
      Map<String, Object> content = object(fields, "content");
      Map<String, Object> named = object(fields, "key");
      String signature = text(fields, "signature");
      fields.remove("signature");
      PublicKeyInfo key = PublicKeyInfo.of(text(named, "public"));
      return new Receipt(content, key, fault(fields, named, key, signature).orElse(null));
    } catch (InvalidJsonException | GeneralSecurityException e) {
      return new Receipt(Map.of(), null, "it is not a receipt: " + e.getMessage());
    }
  }

  private static Optional<String> fault(
      Map<String, Object> signed, Map<String, Object> named, PublicKeyInfo key, String signature)
      throws InvalidJsonException {
    if (!signed.keySet().equals(Map.of("content", 0, "key", 0).keySet())) {
      return Optional.of("it has unknown fields: " + signed.keySet());
    }
    if (!named.equals(key.tree())) {
      return Optional.of("its key does not match its fingerprint");
    }
    byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(signature);
    } catch (IllegalArgumentException e) {
      return Optional.of("its signature is not base64");
    }
    boolean canonical = Base64.getEncoder().encodeToString(decoded).equals(signature);
    return canonical && key.verifies(CanonicalJson.bytes(signed), decoded)
        ? Optional.empty()
        : Optional.of("its signature does not match: the receipt was altered");
  }

  /** The key of a receipt that is whole. */
  public PublicKeyInfo signer() {
    if (key == null) {
      throw new IllegalStateException("the receipt has no key: " + fault);
    }
    return key;
  }

  /** Whether the signature holds. */
  public boolean whole() {
    return fault == null;
  }

  /** A text of the content. */
  public @Nullable String text(String name) {
    return content.get(name) instanceof String text ? text : null;
  }

  private static Map<String, Object> object(Map<String, Object> fields, String name)
      throws InvalidJsonException {
    if (fields.get(name) instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, value) -> copy.put((String) key, value));
      return copy;
    }
    throw new InvalidJsonException(name + " must be an object");
  }

  private static String text(Map<String, Object> fields, String name) throws InvalidJsonException {
    if (fields.get(name) instanceof String text) {
      return text;
    }
    throw new InvalidJsonException(name + " must be a string");
  }
}
