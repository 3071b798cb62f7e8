package crossreview.operation.evidence;

import static crossreview.codec.SchemaBuilder.any;
import static crossreview.codec.SchemaBuilder.list;
import static crossreview.codec.SchemaBuilder.text;
import static crossreview.codec.SchemaBuilder.whole;
import static crossreview.codec.SchemaBuilder.words;

import crossreview.codec.ObjectCodec;
import crossreview.model.material.Artifact;
import crossreview.model.material.EvidenceKind;
import crossreview.model.material.SecretMatch;
import crossreview.session.SessionSupplement.EvidenceRecord;
import java.util.List;

/** A piece of evidence as answers spell it: what it is, and its custody. Pure. */
final class EvidenceJson {
  static final ObjectCodec<EvidenceRecord> EVIDENCE =
      ObjectCodec.<EvidenceRecord>object()
          .must("sha256", text("The digest of the bytes."), piece -> artifact(piece).sha256())
          .must("bytes", whole(1, Long.MAX_VALUE, "How many."), piece -> artifact(piece).bytes())
          .must("label", text("What it is."), piece -> artifact(piece).label())
          .must("media_type", text("What kind of text."), piece -> artifact(piece).mediaType())
          .must(
              "kind",
              words(EvidenceKind.class, "file or executed."),
              piece -> piece.attached().kind())
          .may("command", text("What was run."), piece -> piece.attached().command())
          .may("exit_code", whole(-255, 255, "How it ended."), piece -> piece.attached().exitCode())
          .may("environment", text("Where it ran."), piece -> piece.attached().environment())
          .may(
              "finding",
              text("The finding that a program was run about."),
              piece -> piece.attached().finding())
          .must("attached_by", text("The caller that attached it."), EvidenceRecord::by)
          .must("attached_at", text("RFC 3339."), EvidenceRecord::at)
          .must("origin", text("How it came in."), piece -> piece.attached().origin())
          .must(
              "secrets_found",
              list(any("kind, line"), "What in it looks like a secret."),
              EvidenceJson::secrets);

  private EvidenceJson() {}

  private static List<SecretMatch> secrets(EvidenceRecord piece) {
    List<SecretMatch> found = piece.attached().secretsFound();
    return found == null ? List.of() : found;
  }

  private static Artifact artifact(EvidenceRecord piece) {
    return piece.attached().artifact();
  }
}
