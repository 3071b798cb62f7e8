package crossreview.report;

import static crossreview.report.MarkdownBuilder.code;
import static crossreview.report.MarkdownBuilder.text;

import crossreview.collection.PersistentVector;
import crossreview.model.material.Artifact;
import crossreview.model.material.EvidenceKind;
import crossreview.session.ActiveEvidence;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.SessionSupplement.EvidenceRecord;
import java.util.List;

/** The evidence with its custody: what it is, who attached it when, and in which rounds it was. */
final class EvidenceSection {
  private EvidenceSection() {}

  static void write(MarkdownBuilder out, Session session) {
    PersistentVector<EvidenceRecord> evidence = session.supplement().evidence();
    if (evidence.isEmpty()) {
      return;
    }
    out.heading("Evidence");
    out.columns("label", "kind", "bytes", "sha256", "attached by", "at", "in rounds");
    for (int i = 0; i < evidence.size(); i++) {
      EvidenceRecord piece = evidence.get(i);
      Artifact artifact = piece.attached().artifact();
      out.row(
          List.of(
              text(artifact.label()),
              kind(piece),
              Long.toString(artifact.bytes()),
              "`" + artifact.sha256() + "`",
              text(piece.by()),
              piece.at(),
              rounds(session, i)));
    }
  }

  private static String kind(EvidenceRecord piece) {
    String command = piece.attached().command();
    String finding = piece.attached().finding();
    String about = finding == null ? "" : ", about " + text(finding);
    return piece.attached().kind() == EvidenceKind.EXECUTED && command != null
        ? code(command.replace('|', '/')) + ", exit code " + piece.attached().exitCode() + about
        : piece.attached().kind().wireName();
  }

  /** Whether it was neither replaced nor the same as another when so many pieces were there. */
  private static boolean shown(Session session, int pieces, int place) {
    List<EvidenceRecord> all = session.supplement().evidence();
    return ActiveEvidence.shown(all.subList(0, pieces)).contains(all.get(place));
  }

  /** Every peer that is asked in a round is shown what was there when the round began. */
  private static String rounds(Session session, int place) {
    List<String> shown =
        session.rounds().stream()
            .filter(round -> round.evidence() > place)
            .filter(round -> shown(session, round.evidence(), place))
            .map(Round::number)
            .map(String::valueOf)
            .toList();
    return shown.isEmpty() ? "none" : String.join(", ", shown);
  }
}
