package crossreview.store.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Which form of the views of a session a version writes: {@code meta.json} names it in its first
 * field. An older one is not damage and is written again; a newer one is left to the version that
 * wrote it, so that two versions on one data directory do not write in turns.
 */
public final class ViewFormat {
  /** The field, the first one of the file. */
  public static final String FIELD = "view_format";

  /** Raised whenever a view gets other fields or other texts; the first form has no number. */
  public static final long CURRENT = 2;

  private static final String START = "{\"" + FIELD + "\":";
  private static final int START_MAX = START.length() + 10;

  private ViewFormat() {}

  /** Whether a version wrote these fields that did not know the current form. */
  public static boolean isOlder(Map<String, Object> meta) {
    return !meta.containsKey(FIELD) || meta.get(FIELD) instanceof Long format && format < CURRENT;
  }

  /** The same of a file; reads a few bytes of it. Blocks. */
  public static boolean isOlder(Path meta) throws IOException {
    try (InputStream in = Files.newInputStream(meta)) {
      String start = new String(in.readNBytes(START_MAX), StandardCharsets.ISO_8859_1);
      return !start.startsWith(START) || number(start) < CURRENT;
    }
  }

  private static long number(String start) {
    long number = 0;
    for (int at = START.length(); at < start.length() && digit(start.charAt(at)); at++) {
      number = number * 10 + start.charAt(at) - '0';
    }
    return number;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
