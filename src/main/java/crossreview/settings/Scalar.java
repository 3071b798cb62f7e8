package crossreview.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A setting with one value. */
public sealed interface Scalar permits Key, ClusterKey {
  /**
   * What is known of a setting.
   *
   * @param path where it stands in the file, with dots between the levels
   * @param shipped the default as text, or null for "not set"
   * @param why what it means and why the default is what it is
   */
  record Entry(String path, Type type, String shipped, String why) {}

  Entry entry();

  default String path() {
    return entry().path();
  }

  default Type type() {
    return entry().type();
  }

  default String shipped() {
    return entry().shipped();
  }

  default String why() {
    return entry().why();
  }

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
