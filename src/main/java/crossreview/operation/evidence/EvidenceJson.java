package crossreview.operation.evidence;

import crossreview.codec.SchemaBuilder;
import crossreview.model.event.LifecycleEvent.EvidenceAttached;
import crossreview.model.material.Artifact;
import crossreview.model.material.EvidenceKind;
import crossreview.session.SessionSupplement.EvidenceRecord;
import java.util.LinkedHashMap;
import java.util.Map;

/** A piece of evidence as answers spell it: what it is, and its custody. Pure. */
final class EvidenceJson {
  private EvidenceJson() {}

  static Map<String, Object> of(EvidenceRecord piece) {
    EvidenceAttached attached = piece.attached();
    Artifact artifact = attached.artifact();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sha256", artifact.sha256().value());
    json.put("bytes", artifact.bytes());
    json.put("label", artifact.label());
    json.put("media_type", artifact.mediaType());
    json.put("kind", attached.kind().wireName());
    json.put("command", attached.command());
    json.put("exit_code", attached.exitCode());
    json.put("environment", attached.environment());
    json.put("attached_by", piece.by());
    json.put("attached_at", piece.at());
    json.put("origin", attached.origin());
    json.values().removeIf(value -> value == null);
    return json;
  }

  static Map<String, Object> schema() {
    return SchemaBuilder.object()
        .must("sha256", SchemaBuilder.text("The digest of the bytes."))
        .must("bytes", SchemaBuilder.whole(1, Long.MAX_VALUE, "How many."))
        .must("label", SchemaBuilder.text("What it is."))
        .must("media_type", SchemaBuilder.text("What kind of text."))
        .must("kind", SchemaBuilder.words(EvidenceKind.class, "file or executed."))
        .may("command", SchemaBuilder.text("What was run."))
        .may("exit_code", SchemaBuilder.whole(-255, 255, "How it ended."))
        .may("environment", SchemaBuilder.text("Where it ran."))
        .must("attached_by", SchemaBuilder.text("Who handed it in."))
        .must("attached_at", SchemaBuilder.text("RFC 3339."))
        .must("origin", SchemaBuilder.text("How it came in."))
        .build();
  }
}
