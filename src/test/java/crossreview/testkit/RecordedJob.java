package crossreview.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The environment of a job of a build system, from {@code src/test/resources/ci}, with the commits
 * and files of a test in it.
 */
public final class RecordedJob {
  private static final Path FOLDER = Path.of("src/test/resources/ci");

  private final Path folder;
  private final Map<String, String> names = new TreeMap<>();

  /**
   * @param folder where the event file and the summary of a job are
   * @param base the commit that the change goes into
   * @param head its last commit
   * @param merge of both, made by the system
   */
  public RecordedJob(Path folder, String base, String head, String merge) {
    this.folder = folder;
    names.put("@BASE@", base);
    names.put("@HEAD@", head);
    names.put("@MERGE@", merge);
    names.put("@EVENT@", folder.resolve("event.json").toString());
    names.put("@SUMMARY@", summary().toString());
    names.put("@PROJECT@", Path.of("").toAbsolutePath().toString());
  }

  /** The page of the job, where the system has one. */
  public Path summary() {
    return folder.resolve("summary.md");
  }

  /** The variables of a job, whose event file is written. */
  public Map<String, String> variables(String name) throws IOException {
    Path event = FOLDER.resolve(name + ".json");
    if (Files.exists(event)) {
      Files.writeString(folder.resolve("event.json"), filled(Files.readString(event)));
    }
    Map<String, String> variables = new TreeMap<>();
    for (String line : filled(Files.readString(FOLDER.resolve(name + ".env"))).lines().toList()) {
      String[] parts = line.split("=", 2);
      variables.put(parts[0], parts[1]);
    }
    return variables;
  }

  private String filled(String text) {
    String filled = text;
    for (Map.Entry<String, String> name : names.entrySet()) {
      filled = filled.replace(name.getKey(), name.getValue());
    }
    return filled;
  }
}
