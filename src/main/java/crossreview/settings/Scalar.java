package crossreview.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A setting with one value. */
public sealed interface Scalar permits Key, ClusterKey {
  /** Where it stands in the file, with dots between the levels. */
  String path();

  Type type();

  /** The default as text, or null for "not set". */
  String shipped();

  /** What it means and why the default is what it is. */
  String why();

  /** All of them, in the order of the documentation. */
  static List<Scalar> all() {
    return Stream.<Scalar>concat(Stream.of(Key.values()), Stream.of(ClusterKey.values())).toList();
  }

  static Optional<Scalar> find(String path) {
    return all().stream().filter(key -> key.path().equals(path)).findFirst();
  }

  /** The names directly below a prefix ("" or "http."). */
  static List<String> names(String prefix) {
    return all().stream()
        .map(Scalar::path)
        .filter(path -> path.startsWith(prefix))
        .map(path -> path.substring(prefix.length()).split("\\.", 2)[0])
        .distinct()
        .toList();
  }
}
