package crossreview.linter;

import static crossreview.linter.JsonReport.at;
import static crossreview.linter.JsonReport.list;
import static crossreview.linter.JsonReport.map;
import static crossreview.linter.JsonReport.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The files that results of a run name: by a URI, by a URI below a named base, or by a place in the
 * run's list of artifacts.
 */
final class SarifPlaces {
  private static final int BASES_MAX = 8; // a base may be below another one; more is a circle

  private final Map<?, ?> bases;
  private final List<?> artifacts;

  SarifPlaces(Map<?, ?> run) {
    this.bases = map(run.get("originalUriBaseIds"));
    this.artifacts = list(run.get("artifacts"));
  }

  /** The path, absolute or relative; empty where the location names no file. */
  String path(Map<?, ?> location) {
    Map<?, ?> named = location;
    if (text(location.get("uri")).isEmpty()
        && location.get("index") instanceof Long index
        && index >= 0
        && index < artifacts.size()) {
      named = map(map(artifacts.get(index.intValue())).get("location"));
    }
    String uri = text(named.get("uri"));
    return uri.isEmpty() ? "" : plain(below(text(named.get("uriBaseId")), uri));
  }

  private String below(String base, String uri) {
    String whole = uri;
    String next = base;
    for (int i = 0; i < BASES_MAX && !absolute(whole) && !next.isEmpty(); i++) {
      String prefix = text(at(bases, next, "uri"));
      whole = prefix.isEmpty() || prefix.endsWith("/") ? prefix + whole : prefix + "/" + whole;
      next = text(at(bases, next, "uriBaseId"));
    }
    return whole;
  }

  private static boolean absolute(String uri) {
    return uri.startsWith("/") || uri.contains("://") || uri.startsWith("file:");
  }

  /** Without the scheme, and with the characters that a URI has to disguise. */
  private static String plain(String uri) {
    String path = uri;
    if (uri.startsWith("file://")) {
      int root = uri.indexOf('/', "file://".length());
      path = root < 0 ? "" : uri.substring(root);
    } else if (uri.startsWith("file:")) {
      path = uri.substring("file:".length());
    }
    return decoded(path);
  }

  /** A percent sign that disguises nothing is itself, as linters write it that do not know URIs. */
  private static String decoded(String path) {
    if (path.indexOf('%') < 0) {
      return path;
    }
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[bytes.length];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      boolean room = i + 2 < bytes.length;
      int high = room ? Character.digit(bytes[i + 1], 16) : -1;
      int low = room ? Character.digit(bytes[i + 2], 16) : -1;
      if (bytes[i] == '%' && high >= 0 && low >= 0) {
        out[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        out[length++] = bytes[i];
      }
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }
}
