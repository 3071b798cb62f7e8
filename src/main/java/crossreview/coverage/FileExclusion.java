package crossreview.coverage;

import crossreview.model.PathGlob;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Files whose content is not put before language models and people, by what their names say. Each
 * is named with its reason wherever the result is shown, and rules still read it.
 *
 * @param glob which files
 * @param reason why, for people
 */
public record FileExclusion(PathGlob glob, String reason) {
  public static final String BINARY = "binary";
  public static final String IMAGE = "image";
  public static final String LOCK_FILE = "lock file";
  public static final String VENDORED = "vendored";
  public static final String GENERATED = "generated";

  private static final Set<String> IMAGES =
      Set.of("png", "jpg", "jpeg", "gif", "webp", "bmp", "ico", "tif", "tiff", "avif", "heic");

  private static final Set<String> VENDOR_FOLDERS =
      Set.of(
          "vendor",
          "vendored",
          "third_party",
          "third-party",
          "thirdparty",
          "node_modules",
          "bower_components");

  private static final Set<String> GENERATED_FOLDERS = Set.of("generated", "__snapshots__");

  private static final List<String> LOCK_NAMES =
      List.of(".lock", "-lock.json", "-lock.yaml", "go.sum");

  private static final List<String> GENERATED_NAMES =
      List.of(
          ".pb.go",
          "_pb2.py",
          "_pb2_grpc.py",
          ".pb.cc",
          ".pb.h",
          ".g.dart",
          ".freezed.dart",
          ".designer.cs");

  /** What the name alone says about a file, by the conventions of the common tools. */
  public static Optional<String> byName(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    String name = lower.substring(lower.lastIndexOf('/') + 1);
    List<String> folders = List.of(lower.split("/"));
    if (LOCK_NAMES.stream().anyMatch(name::endsWith)) {
      return Optional.of(LOCK_FILE);
    }
    if (folders.stream().limit(folders.size() - 1L).anyMatch(VENDOR_FOLDERS::contains)) {
      return Optional.of(VENDORED);
    }
    boolean generated =
        folders.stream().limit(folders.size() - 1L).anyMatch(GENERATED_FOLDERS::contains)
            || GENERATED_NAMES.stream().anyMatch(name::endsWith)
            || name.contains(".min.")
            || name.contains(".generated.");
    return generated ? Optional.of(GENERATED) : Optional.empty();
  }

  /** What a binary file is called. */
  static String ofBinary(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return IMAGES.contains(name.substring(name.lastIndexOf('.') + 1)) ? IMAGE : BINARY;
  }

  boolean excludes(String path) {
    return glob.matches(path);
  }
}
