package crossreview.proof;

import crossreview.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Bounded copies and digests of files that may be large. Blocks. */
final class StreamCopier {
  private StreamCopier() {}

  /** Copies at most so many bytes; returns how many there were. */
  static long copy(InputStream from, OutputStream to, long most) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long copied = 0;
    while (copied < most) {
      int read = from.read(buffer, 0, (int) Math.min(buffer.length, most - copied));
      if (read < 0) {
        return copied;
      }
      to.write(buffer, 0, read);
      copied += read;
    }
    return copied;
  }

  /** The digest of a file's first bytes. */
  static Digest digest(Path file, long bytes) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return digest(in, OutputStream.nullOutputStream(), bytes);
    }
  }

  /** Copies at most so many bytes; the digest of what was copied. */
  static Digest digest(InputStream from, OutputStream to, long most) throws IOException {
    try {
      DigestInputStream in = new DigestInputStream(from, MessageDigest.getInstance("SHA-256"));
      copy(in, to, most);
      return new Digest(HexFormat.of().formatHex(in.getMessageDigest().digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
