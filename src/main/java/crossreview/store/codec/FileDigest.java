package crossreview.store.codec;

import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The digest that a JSON file carries of itself, as its last field: the SHA-256 of its bytes
 * without this field. It is compared with the bytes as they are, so it tells an altered file from a
 * whole one whatever version wrote it, with other fields or other escapes. Pure.
 */
public final class FileDigest {
  /** The field, the last one of the file. */
  public static final String FIELD = "file_sha256";

  private static final String BEFORE = ",\"" + FIELD + "\":\"";
  private static final String AFTER = "\"}";
  private static final int TAIL = BEFORE.length() + 64 + AFTER.length();

  private FileDigest() {}

  /** The digest of a file's fields; a digest that is among them does not count. */
  public static String of(Map<String, Object> fields) {
    Map<String, Object> rest = new LinkedHashMap<>(fields);
    rest.remove(FIELD);
    return Digest.of(JsonWriter.bytes(rest)).value();
  }

  /** Whether the file ends with the digest of what is before it. */
  public static boolean matches(byte[] file) {
    int end = file.length - TAIL;
    if (end < 0) {
      return false;
    }
    byte[] rest = Arrays.copyOf(file, end + 1);
    rest[end] = '}';
    String tail = BEFORE + Digest.of(rest).value() + AFTER;
    return Arrays.equals(
        tail.getBytes(StandardCharsets.US_ASCII), Arrays.copyOfRange(file, end, file.length));
  }
}
