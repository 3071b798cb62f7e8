package crossreview.session;

import crossreview.model.Finding;
import crossreview.model.FindingKind;
import java.util.Locale;

/** When two findings of one owner say the same. */
public record Statements(String owner, FindingKind kind, String text) {

  public static Statements of(Finding finding) {
    return of(finding.owner(), finding.kind(), finding.statement());
  }

  /** Case, punctuation at the end and runs of white space do not make a difference. */
  static Statements of(String owner, FindingKind kind, String statement) {
    String folded = statement.strip().toLowerCase(Locale.ROOT);
    StringBuilder text = new StringBuilder(folded.length());
    boolean gap = false;
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (Character.isWhitespace(c)) {
        gap = true;
      } else {
        text.append(gap ? " " : "").append(c);
        gap = false;
      }
    }
    while (!text.isEmpty() && ".!;,".indexOf(text.charAt(text.length() - 1)) >= 0) {
      text.setLength(text.length() - 1);
    }
    return new Statements(owner, kind, text.toString());
  }
}
