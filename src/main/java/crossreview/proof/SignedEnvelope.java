package crossreview.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A DSSE envelope (secure-systems-lab/dsse, version 1): a payload with its type, and a signature
 * over both. Pure.
 *
 * <pre>
 *   signed bytes   DSSEv1 SP len(type) SP type SP len(payload) SP payload      lengths in bytes
 * </pre>
 */
final class SignedEnvelope {
  private SignedEnvelope() {}

  /** The bytes that are signed: a signature of a payload counts for no other type. */
  static byte[] signedBytes(String payloadType, byte[] payload) {
    byte[] type = payloadType.getBytes(UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + type.length + 40);
    out.writeBytes(("DSSEv1 " + type.length + " ").getBytes(UTF_8));
    out.writeBytes(type);
    out.writeBytes((" " + payload.length + " ").getBytes(UTF_8));
    out.writeBytes(payload);
    return out.toByteArray();
  }

  /** The envelope as a tree for JSON, with the fingerprint of the key as {@code keyid}. */
  static Map<String, Object> of(String payloadType, byte[] payload, ReceiptKey key) {
    Base64.Encoder base64 = Base64.getEncoder();
    Map<String, Object> signature = new LinkedHashMap<>();
    signature.put("keyid", key.fingerprint().value());
    signature.put("sig", base64.encodeToString(key.sign(signedBytes(payloadType, payload))));
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("payloadType", payloadType);
    envelope.put("payload", base64.encodeToString(payload));
    envelope.put("signatures", List.of(signature));
    return envelope;
  }
}
