package crossreview.feed;

import crossreview.journal.StoredLine;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Which lines a consumer wants, by their types. Pure.
 *
 * @param types names of line types, or their beginnings with a star: {@code round.*}; empty for all
 */
public record LineFilter(List<String> types) {
  private static final byte[] MARK = "\"type\":\"".getBytes(StandardCharsets.US_ASCII);

  public LineFilter {
    types = List.copyOf(types);
  }

  public boolean wants(StoredLine line) {
    return types.isEmpty() || types.stream().anyMatch(type -> matches(type, type(line)));
  }

  private static boolean matches(String wanted, String type) {
    return wanted.endsWith(".*")
        ? type.startsWith(wanted.substring(0, wanted.length() - 1))
        : type.equals(wanted);
  }

  /** The envelope comes first in a line, so the first such field is the line's own. */
  private static String type(StoredLine line) {
    byte[] bytes = line.bytes();
    for (int at = 0; at + MARK.length < bytes.length; at++) {
      if (marked(bytes, at)) {
        int begin = at + MARK.length;
        int end = begin;
        while (end < bytes.length && bytes[end] != '"') {
          end++;
        }
        return new String(bytes, begin, end - begin, StandardCharsets.US_ASCII);
      }
    }
    return "";
  }

  private static boolean marked(byte[] bytes, int at) {
    for (int i = 0; i < MARK.length; i++) {
      if (bytes[at + i] != MARK[i]) {
        return false;
      }
    }
    return true;
  }
}
