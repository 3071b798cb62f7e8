package crossreview.report.format;

import crossreview.model.Digest;
import crossreview.model.finding.Citation;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.FindingState;
import crossreview.session.LedgerFinding;
import crossreview.session.rule.FindingGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finding of a result; all texts may be shown as they are.
 *
 * @param fingerprint the same for the same finding of another review of the same lines
 * @param blocks whether it prevents approval now
 * @param places where it is; the first is the main one
 * @param fresh whether the last round opened it
 * @param settlement by whom and why it was settled; absent while it is open
 * @param owners everybody who says it, the owner first
 * @param merged the ids of the findings of the others
 */
record ResultFinding(
    String id,
    Digest fingerprint,
    String owner,
    FindingKind kind,
    FindingState state,
    boolean blocks,
    boolean blocking,
    String statement,
    List<ResultPlace> places,
    int openedRound,
    boolean fresh,
    @Nullable Settlement settlement,
    List<String> owners,
    List<String> merged) {

  /**
   * A place in a file.
   *
   * @param path as git has it, for comparing; not to be shown
   * @param name the path as it may be shown
   * @param line 1-based; 1 where it is not known
   */
  record ResultPlace(String path, String name, int line, @Nullable String quote) {
    String shown() {
      return name + ":" + line;
    }
  }

  /** Who settled it, in what sense and why. */
  record Settlement(String by, String as, @Nullable String reason) {
    String words() {
      return as + " by " + by + (reason == null ? "" : ": " + reason);
    }
  }

  /** How much it matters to who reads the file. */
  enum FindingLevel {
    ERROR,
    WARNING,
    NOTE
  }

  /**
   * The finding as it is.
   *
   * @param lastRound the number of the last round
   * @param before how many findings with the same identity there are before it
   */
  static ResultFinding of(
      LedgerFinding found, boolean blocks, int lastRound, int before, PlainText plain) {
    Finding opened = found.opened();
    return new ResultFinding(
        opened.id(),
        Digest.of(identity(opened) + (before == 0 ? "" : "\n" + before)),
        plain.line(opened.owner()),
        opened.kind(),
        found.state(),
        blocks,
        opened.severity() == FindingSeverity.BLOCKING,
        plain.of(opened.statement()),
        opened.citations().stream()
            .filter(place -> place.path() != null)
            .map(place -> place(place, plain))
            .toList(),
        opened.openedRound(),
        opened.openedRound() == lastRound,
        settlement(found, plain),
        List.of(plain.line(opened.owner())),
        List.of());
  }

  /** The same with what others say about the same place, each in its own words. */
  ResultFinding with(FindingGroup group, PlainText plain) {
    if (group.others().isEmpty()) {
      return this;
    }
    StringBuilder said = new StringBuilder(statement);
    for (Finding other : group.others()) {
      said.append("\nAlso ").append(plain.line(other.owner())).append(" (").append(other.id());
      said.append(group.inOtherWords(other) ? "): " + plain.of(other.statement()) : ")");
    }
    return new ResultFinding(
        id,
        fingerprint,
        owner,
        kind,
        state,
        blocks,
        blocking,
        said.toString(),
        places,
        openedRound,
        fresh,
        settlement,
        group.owners().stream().map(plain::line).toList(),
        group.others().stream().map(Finding::id).toList());
  }

  /**
   * What stays equal when lines above move and when a model finds other words: who, what kind, and
   * the bytes that are cited; without a citation the words.
   */
  static String identity(Finding opened) {
    String head = opened.owner() + "\n" + opened.kind().wireName() + "\n";
    if (opened.citations().isEmpty()) {
      return head + opened.statement();
    }
    Citation first = opened.citations().getFirst();
    return head + first.path() + "\n" + first.digest().value();
  }

  private static ResultPlace place(Citation citation, PlainText plain) {
    String quote = citation.quote() == null ? null : plain.of(citation.quote());
    int line = citation.line() == null ? 1 : citation.line();
    String path = String.valueOf(citation.path());
    return new ResultPlace(plain.masked(path), plain.line(path), line, quote);
  }

  private static @Nullable Settlement settlement(LedgerFinding found, PlainText plain) {
    if (found.state() == FindingState.OPEN || found.moves().isEmpty()) {
      return null;
    }
    LedgerFinding.FindingMove last = found.moves().getLast();
    String reason = last.moved().reason();
    String as = found.state().wireName();
    if (last.moved().as() != null) {
      as += " as " + last.moved().as().wireName();
    }
    return new Settlement(plain.line(last.by()), as, reason == null ? null : plain.of(reason));
  }

  FindingLevel level() {
    if (blocks) {
      return FindingLevel.ERROR;
    }
    return blocking || kind == FindingKind.DEFECT ? FindingLevel.WARNING : FindingLevel.NOTE;
  }

  boolean open() {
    return state == FindingState.OPEN;
  }

  /** Whether a person or a judge overruled its owner. */
  boolean overruled() {
    return state == FindingState.WAIVED || state == FindingState.ADDRESSED;
  }

  /** The rule that it is of: who and what kind. */
  String rule() {
    return owner + "/" + kind.wireName();
  }

  /** The main place. */
  @Nullable ResultPlace place() {
    return places.isEmpty() ? null : places.getFirst();
  }
}
