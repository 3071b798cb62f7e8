package crossreview.operation.session;

import crossreview.access.StoreSecret;
import crossreview.model.SessionId;
import crossreview.operation.OperationCall;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Where ids of new sessions come from (RFC 9562).
 *
 * <p>Without a key: random, version 4. With one: derived from caller and key by the store's secret,
 * version 8, so that creating the session's folder decides between two hosts that get the same
 * call.
 */
final class SessionIdGenerator {
  private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
  private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final StoreSecret secret;
  private final RandomGenerator random;

  SessionIdGenerator(StoreSecret secret, RandomGenerator random) {
    this.secret = secret;
    this.random = random;
  }

  SessionId next(OperationCall operationCall) {
    if (operationCall.key() == null) {
      return id(random.nextLong(), 4, random.nextLong());
    }
    // A line feed is in no name, so caller and key cannot run into each other.
    byte[] mac =
        secret.hmac("session\n" + operationCall.principal().name() + "\n" + operationCall.key());
    ByteBuffer bits = ByteBuffer.wrap(mac);
    return id(bits.getLong(), 8, bits.getLong());
  }

  private static SessionId id(long high, int version, long low) {
    long versioned = high & VERSION_MASK | (long) version << 12;
    return SessionId.of(new UUID(versioned, low & VARIANT_MASK | VARIANT));
  }
}
