package crossreview.maintenance;

import crossreview.file.DurableFiles;
import crossreview.guard.SecretPolicy;
import crossreview.guard.SecretScanner;
import crossreview.model.RequestProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks for secrets in what is imported, as in what callers submit: the journals, which were masked
 * by whoever wrote them, and the texts. A find is named by file and line. Blocks.
 */
public final class ImportedSecrets {
  private static final int NAMED_MAX = 20; // of the places in one session
  private static final int NAME_MAX = 20; // a blob is called by its digest

  private ImportedSecrets() {}

  /** What in the folder of a session looks like a secret. */
  static List<String> of(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(ImportedSecrets::isSource).sorted().toList();
    }
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      found.addAll(of(name(folder.relativize(file).toString()), Files.readAllBytes(file)));
    }
    return found.size() <= NAMED_MAX ? found : shortened(found);
  }

  private static List<String> shortened(List<String> found) {
    List<String> named = new ArrayList<>(found.subList(0, NAMED_MAX));
    named.add(found.size() - NAMED_MAX + " more");
    return named;
  }

  /** The other files are made from these. */
  private static boolean isSource(Path file) {
    return Files.isRegularFile(file)
        && (DurableFiles.directoryOf(file).endsWith("blobs")
            || file.toString().endsWith(".ndjson"));
  }

  private static String name(String path) {
    return path.length() <= NAME_MAX ? path : path.substring(0, NAME_MAX) + "…";
  }

  /** What in a text looks like a secret, each by name and line. */
  public static List<String> of(String name, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return SecretScanner.spans(text).stream().map(span -> name + " " + span.words(text)).toList();
  }

  /** Refused with {@code secret_refused} if there is one and the settings say so. */
  public static void check(SecretPolicy secretPolicy, List<String> found) {
    if (secretPolicy == SecretPolicy.REFUSE && !found.isEmpty()) {
      throw RequestProblem.SECRET_REFUSED.exception(
          found.getFirst() + "; the setting secrets is \"refuse\"");
    }
  }
}
