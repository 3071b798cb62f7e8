package crossreview.store.codec;

import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The digest that a JSON file carries of itself: the SHA-256 of its text without this field. It
 * tells an altered file from a whole one, whatever version wrote it. Pure.
 */
public final class FileDigest {
  /** The field, the last one of the file. */
  public static final String FIELD = "file_sha256";

  private FileDigest() {}

  /** The digest of a file's fields; a digest that is among them does not count. */
  public static String of(Map<String, Object> fields) {
    Map<String, Object> rest = new LinkedHashMap<>(fields);
    rest.remove(FIELD);
    return Digest.of(JsonWriter.bytes(rest)).value();
  }
}
