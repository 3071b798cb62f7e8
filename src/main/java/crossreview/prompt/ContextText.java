package crossreview.prompt;

import crossreview.json.JsonWriter;
import crossreview.model.material.ContextFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A file beside the artifact with its bytes as text; all of it comes from outside. */
public record ContextText(ContextFile file, String text) {

  /** How much of a prompt it takes, in UTF-8; about that, for the fence is not counted. */
  long bytes() {
    return (long) text.getBytes(StandardCharsets.UTF_8).length + about().length();
  }

  /** What is said about it before the text, one {@code name: value} a line, in JSON's form. */
  String about() {
    List<String> lines = new ArrayList<>();
    lines.add("path: " + JsonWriter.of(file.path()));
    lines.add("kind: " + file.kind().wireName());
    if (file.commit() != null) {
      lines.add("commit: " + file.commit());
    }
    if (file.globs() != null) {
      lines.add("about: " + JsonWriter.of(file.globs()));
    }
    lines.add("bytes: " + file.bytes());
    lines.add("sha256: " + file.sha256());
    return String.join("\n", lines);
  }
}
