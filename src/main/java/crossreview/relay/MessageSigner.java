package crossreview.relay;

import crossreview.access.StoreSecret;
import crossreview.time.Clock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Signs what hosts tell each other, with HMAC-SHA256 under the store's secret. A signature counts
 * for a minute; what is repeated within it carries its idempotency key and changes nothing.
 */
final class MessageSigner {
  private static final long WINDOW_MILLIS = 60_000; // clocks of hosts differ by 30 s at most

  private final StoreSecret secret;
  private final Clock clock;

  MessageSigner(StoreSecret secret, Clock clock) {
    this.secret = secret;
    this.clock = clock;
  }

  /** What stands at a request: when it was signed, and the signature. */
  record MessageSignature(String time, String signature) {}

  MessageSignature signCall(String body) {
    String time = Long.toString(clock.now().toEpochMilli());
    return new MessageSignature(time, hmac("call\n" + time + "\n" + body));
  }

  boolean verifyCall(MessageSignature messageSignature, String body) {
    return messageSignature.time() != null
        && messageSignature.signature() != null
        && recent(messageSignature.time())
        && same(
            hmac("call\n" + messageSignature.time() + "\n" + body), messageSignature.signature());
  }

  private boolean recent(String time) {
    try {
      return Math.abs(clock.now().toEpochMilli() - Long.parseLong(time)) <= WINDOW_MILLIS;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** An answer belongs to one request. */
  String signAnswer(MessageSignature to, String body) {
    return hmac("answer\n" + to.signature() + "\n" + body);
  }

  boolean verifyAnswer(MessageSignature to, String body, String signature) {
    return signature != null && same(signAnswer(to, body), signature);
  }

  private String hmac(String text) {
    return HexFormat.of().formatHex(secret.hmac("relay\n" + text));
  }

  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
