package crossreview.model;

import java.util.List;

/**
 * What a peer's answer says, read and checked, before the server gives ids to its findings.
 *
 * @param summary one paragraph, at most 800 characters
 * @param findings new findings, at most {@link #FINDINGS_MAX}
 * @param dispositions answers about own open findings, at most {@link #DISPOSITIONS_MAX}
 * @param citations what the verdict as a whole rests on
 */
public record Verdict(
    Status status,
    Confidence confidence,
    String summary,
    List<Claim> findings,
    List<Disposition> dispositions,
    List<Citation> citations) {
  public static final int SUMMARY_MAX = 800;
  public static final int FINDINGS_MAX = 8;
  public static final int DISPOSITIONS_MAX = 24;

  public Verdict {
    Checks.text("summary", summary, 0, SUMMARY_MAX);
    findings = Checks.list(findings);
    dispositions = Checks.list(dispositions);
    citations = Checks.list(citations);
    Checks.within("findings", findings.size(), 0, FINDINGS_MAX);
    Checks.within("dispositions", dispositions.size(), 0, DISPOSITIONS_MAX);
  }

  /** A finding before it has an id. */
  public record Claim(
      FindingKind kind, Severity severity, String statement, List<Citation> citations) {
    public Claim {
      Checks.text("statement", statement, 1, Finding.STATEMENT_MAX);
      citations = Checks.list(citations);
    }
  }
}
