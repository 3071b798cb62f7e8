package crossreview.proof;

import crossreview.json.CanonicalJson;
import crossreview.json.InvalidJsonException;
import crossreview.store.log.ReceiptFactory;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes receipts: what {@link ReceiptContent} says, the public key, and the signature over the
 * canonical form of both. The signature of Ed25519 is the same every time, so a receipt can be made
 * again byte for byte. Any thread.
 */
public final class ReceiptSigner implements ReceiptFactory {
  private final ReceiptKey key;

  public ReceiptSigner(ReceiptKey key) {
    this.key = key;
  }

  @Override
  public byte[] receipt(ReceiptInput receiptInput) {
    return sign(ReceiptContent.of(receiptInput), key);
  }

  static byte[] sign(Map<String, Object> content, ReceiptKey key) {
    Map<String, Object> receipt = new LinkedHashMap<>();
    receipt.put("content", content);
    receipt.put("key", key.publicKey().tree());
    try {
      byte[] signature = key.sign(CanonicalJson.bytes(receipt));
      receipt.put("signature", Base64.getEncoder().encodeToString(signature));
      return CanonicalJson.bytes(receipt);
    } catch (InvalidJsonException e) {
      throw new IllegalStateException("a receipt has texts and whole numbers only", e);
    }
  }
}
