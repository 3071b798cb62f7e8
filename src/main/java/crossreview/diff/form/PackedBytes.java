package crossreview.diff.form;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** What is inside of base64, base32 and gzip. Pure; never more than {@link #UNPACKED_MAX} bytes. */
final class PackedBytes {
  private static final int UNPACKED_MAX = 64 * 1024; // a change shows at its begin what it is
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5; // of a letter

  private PackedBytes() {}

  /** The bytes, or empty if it is something else. */
  static Optional<byte[]> base64(String text) {
    try {
      return Optional.of(Base64.getMimeDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The same for the alphabet of RFC 4648, section 6. */
  static Optional<byte[]> base32(String text) {
    byte[] bytes = new byte[text.length() * BITS / Byte.SIZE];
    int bits = 0;
    int count = 0;
    int length = 0;
    for (int i = 0; i < text.length() && text.charAt(i) != '='; i++) {
      int value = BASE32.indexOf(text.charAt(i));
      if (value < 0) {
        return Optional.empty();
      }
      bits = bits << BITS | value;
      count += BITS;
      if (count >= Byte.SIZE) {
        count -= Byte.SIZE;
        bytes[length++] = (byte) (bits >> count);
        bits &= (1 << count) - 1;
      }
    }
    return Optional.of(Arrays.copyOf(bytes, length));
  }

  /** The bytes, or the begin of what they are when they are compressed with gzip. */
  static byte[] unpacked(byte[] bytes) {
    if (bytes.length < 2 || bytes[0] != 0x1f || bytes[1] != (byte) 0x8b) { // RFC 1952, 2.3.1
      return bytes;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readNBytes(UNPACKED_MAX);
    } catch (IOException e) {
      return bytes; // it only begins like it
    }
  }
}
