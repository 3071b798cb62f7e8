package crossreview.prompt;

import crossreview.json.JsonWriter;
import crossreview.model.event.LifecycleEvent.EvidenceAttached;
import crossreview.model.material.Artifact;
import crossreview.model.material.EvidenceKind;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of evidence as it is put before peers; all of it comes from outside.
 *
 * @param by the caller that attached it
 * @param text its bytes as text, whole
 */
public record PromptEvidence(EvidenceAttached attached, String by, String text) {

  /** What is said about it before the text, one {@code name: value} a line, in JSON's form. */
  String about() {
    Artifact artifact = attached.artifact();
    List<String> lines = new ArrayList<>();
    lines.add("label: " + JsonWriter.of(artifact.label()));
    lines.add("kind: " + attached.kind().wireName());
    lines.add("from: " + JsonWriter.of(by) + ", not checked by the server");
    if (attached.kind() == EvidenceKind.EXECUTED) {
      lines.add("command: " + JsonWriter.of(attached.command()));
      lines.add("exit code: " + (attached.exitCode() == null ? "unknown" : attached.exitCode()));
      lines.add("environment: " + JsonWriter.of(attached.environment()));
    }
    lines.add("bytes: " + artifact.bytes());
    lines.add("sha256: " + artifact.sha256());
    return String.join("\n", lines);
  }
}
