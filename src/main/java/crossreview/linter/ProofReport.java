package crossreview.linter;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a program that was run about a finding, as the answer of its call. Pure.
 *
 * @param command its program and arguments
 * @param output the digest of all that it wrote
 * @param bytes how long that is
 * @param end the end of it, as much as is shown to people and peers
 */
public record ProofReport(
    String command, int exitCode, boolean confirmed, Digest output, long bytes, String end) {

  /** The answer of the call. */
  public String text() {
    return JsonWriter.of(
        JsonTree.of(
            "command", command,
            "exit_code", (long) exitCode,
            "confirmed", confirmed,
            "output_sha256", output.value(),
            "output_bytes", bytes,
            "output_end", end));
  }

  /** Reads such an answer back; empty for any other text. */
  public static Optional<ProofReport> read(String answer) {
    Map<String, Object> tree;
    try {
      tree = JsonReader.readObject(answer);
    } catch (InvalidJsonException e) {
      return Optional.empty();
    }
    Long code = JsonTree.whole(tree, "/exit_code");
    Long bytes = JsonTree.whole(tree, "/output_bytes");
    String digest = JsonTree.text(tree, "/output_sha256").orElse("");
    String command = JsonTree.text(tree, "/command").orElse("");
    if (code == null
        || bytes == null
        || Digest.parse(digest).isEmpty()
        || command.isEmpty()
        || !(tree.get("confirmed") instanceof Boolean confirmed)) {
      return Optional.empty();
    }
    return Optional.of(
        new ProofReport(
            command,
            code.intValue(),
            confirmed,
            new Digest(digest),
            bytes,
            JsonTree.text(tree, "/output_end").orElse("")));
  }
}
