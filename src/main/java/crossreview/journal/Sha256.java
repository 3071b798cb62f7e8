package crossreview.journal;

import crossreview.model.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A reusable SHA-256; one thread at a time. */
final class Sha256 {
  private final MessageDigest digest;

  Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  String of(byte[] bytes) {
    return HexFormat.of().formatHex(digest.digest(bytes));
  }

  static String zero() {
    return Digest.ZERO.value();
  }
}
