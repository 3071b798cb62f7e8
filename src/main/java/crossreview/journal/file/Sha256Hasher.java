package crossreview.journal.file;

import crossreview.model.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A reusable SHA-256; one thread at a time. */
public final class Sha256Hasher {
  private final MessageDigest digest;

  public Sha256Hasher() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public String of(byte[] bytes) {
    return HexFormat.of().formatHex(digest.digest(bytes));
  }

  public static String zero() {
    return Digest.ZERO.value();
  }
}
