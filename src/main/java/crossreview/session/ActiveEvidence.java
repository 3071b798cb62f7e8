package crossreview.session;

import crossreview.model.Digest;
import crossreview.model.material.EvidenceKind;
import crossreview.session.SessionSupplement.EvidenceRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which pieces of evidence count. A later piece of the same caller with the same name and command
 * replaces an earlier one, which stays in the journal and is sent to nobody again. Pure.
 */
public final class ActiveEvidence {
  private ActiveEvidence() {}

  /** What a piece is a version of. */
  private record PieceName(String by, String label, EvidenceKind kind, @Nullable String command) {
    static PieceName of(EvidenceRecord piece) {
      return new PieceName(
          piece.by(),
          piece.attached().artifact().label(),
          piece.attached().kind(),
          piece.attached().command());
    }
  }

  /** What peers read of a piece, without its name and its caller. */
  private record PieceContent(
      Digest sha256, EvidenceKind kind, @Nullable String command, @Nullable Integer exitCode) {
    static PieceContent of(EvidenceRecord piece) {
      return new PieceContent(
          piece.attached().artifact().sha256(),
          piece.attached().kind(),
          piece.attached().command(),
          piece.attached().exitCode());
    }
  }

  /** The newest version of each piece, in order of arrival. */
  public static List<EvidenceRecord> current(List<EvidenceRecord> all) {
    Set<PieceName> later = new HashSet<>();
    return all.reversed().stream()
        .filter(piece -> later.add(PieceName.of(piece)))
        .toList()
        .reversed();
  }

  /** What peers are shown: the same bytes once. */
  public static List<EvidenceRecord> shown(List<EvidenceRecord> all) {
    Set<PieceContent> earlier = new HashSet<>();
    return current(all).stream().filter(piece -> earlier.add(PieceContent.of(piece))).toList();
  }
}
