package crossreview.access;

import crossreview.file.FileModes;
import crossreview.store.disk.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret of the store, shared only by the daemons on the same data directory.
 *
 * <p>It turns a caller's idempotency key into an id that cannot be guessed or precomputed from
 * outside, and that two hosts derive alike. Immutable, any thread.
 */
public final class StoreSecret {
  private static final String FILE = "store-secret";
  private static final int BYTES = 32; // the block that HMAC-SHA256 takes without hashing is larger

  private final SecretKeySpec key;

  private StoreSecret(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, "HmacSHA256");
  }

  /** Reads {@code keys/store-secret} of a data directory, or makes it. Blocking, at start-up. */
  public static StoreSecret open(Path dataDir, RandomGenerator random) throws IOException {
    Path keys = dataDir.resolve("keys");
    try {
      Files.createDirectory(keys, FileModes.PRIVATE_DIRECTORY);
    } catch (FileAlreadyExistsException e) {
      // Made by an earlier start; the file below is checked by itself.
    }
    byte[] fresh = new byte[BYTES];
    random.nextBytes(fresh);
    PrivateFile file = new PrivateFile(keys.resolve(FILE));
    file.create(
        HexFormat.of().formatHex(fresh).getBytes(StandardCharsets.US_ASCII),
        Long.toHexString(random.nextLong()));
    String text = new String(file.read(), StandardCharsets.US_ASCII).strip();
    if (!text.matches("[0-9a-f]{64}")) {
      throw file.refused(
          "does not contain a key of 64 hexadecimal digits; restore it from a backup, or remove it:"
              + " then repetitions of earlier commands are not recognised");
    }
    return new StoreSecret(HexFormat.of().parseHex(text));
  }

  /** HMAC-SHA256 (RFC 2104) of the text's UTF-8 bytes. */
  public byte[] hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
