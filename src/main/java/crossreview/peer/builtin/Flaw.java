package crossreview.peer.builtin;

import crossreview.model.Checks;
import crossreview.model.Citation;
import crossreview.model.Finding;
import crossreview.model.FindingKind;
import crossreview.model.Severity;

/**
 * Something that a rule found.
 *
 * @param path the file, or null for the change as a whole
 * @param line the new file's 1-based line, or null
 * @param quote exact text of that line for the citation, or null: secrets are never quoted
 */
record Flaw(
    FindingKind kind, Severity severity, String path, Integer line, String statement, String quote) {

  Flaw {
    statement = Checks.cut(statement, Finding.STATEMENT_MAX);
    quote = quote == null || quote.isBlank() || quote.length() > Citation.QUOTE_MAX ? null : quote;
  }

  static Flaw blocking(String path, Integer line, String statement, String quote) {
    return new Flaw(FindingKind.DEFECT, Severity.BLOCKING, path, line, statement, quote);
  }

  static Flaw advice(String path, Integer line, String statement, String quote) {
    return new Flaw(FindingKind.SUGGESTION, Severity.ADVICE, path, line, statement, quote);
  }

  boolean blocks() {
    return severity == Severity.BLOCKING;
  }

  /** Whether a finding that was opened earlier is about this. */
  boolean sameAs(Finding finding) {
    String where = finding.citations().isEmpty() ? null : finding.citations().getFirst().path();
    boolean samePlace = path == null || where == null || path.equals(where);
    return samePlace && statement.equals(finding.statement());
  }
}
