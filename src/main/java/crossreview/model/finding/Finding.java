package crossreview.model.finding;

import crossreview.model.ValueChecks;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a peer holds against an artifact, as it was opened. Its state lives in the session.
 *
 * @param id given by the server: {@code f1}, {@code f2} … along the session
 * @param owner the peer whose verdict opened it
 * @param openedRound the round of that verdict
 * @param linked ids of own findings that it repeats at a higher severity, and of open ones of
 *     others that say the same
 * @param replacement whole lines for the place of those that the first citation is in, without the
 *     last line's end; null for none, and in lines of earlier versions
 */
public record Finding(
    String id,
    String owner,
    FindingKind kind,
    FindingSeverity severity,
    String statement,
    List<Citation> citations,
    int openedRound,
    List<String> linked,
    @Nullable String replacement) {
  public static final int STATEMENT_MAX = 2_000;

  /** 2,000: with a statement and eight quotes a finding always fits into a line of 64 KiB. */
  public static final int REPLACEMENT_MAX = 2_000;

  public Finding {
    ValueChecks.text("statement", statement, 1, STATEMENT_MAX);
    citations = ValueChecks.list(citations);
    linked = ValueChecks.list(linked);
    ValueChecks.optional("replacement", replacement, REPLACEMENT_MAX);
  }

  /** A finding that says no other lines. */
  public Finding(
      String id,
      String owner,
      FindingKind kind,
      FindingSeverity severity,
      String statement,
      List<Citation> citations,
      int openedRound,
      List<String> linked) {
    this(id, owner, kind, severity, statement, citations, openedRound, linked, null);
  }

  /** How it belongs to a change: the strongest of its citations; null where that is unknown. */
  public @Nullable FindingScope scope() {
    return citations.stream()
        .map(Citation::scope)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
