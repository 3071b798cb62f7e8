package crossreview.session.rule;

import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingKind;
import java.util.Locale;

/** When two findings of one owner say the same. */
public record FindingIdentity(String owner, FindingKind kind, String text) {

  public static FindingIdentity of(Finding finding) {
    return of(finding.owner(), finding.kind(), finding.statement());
  }

  /** Case, punctuation at the end and runs of white space do not make a difference. */
  public static FindingIdentity of(String owner, FindingKind kind, String statement) {
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
    return new FindingIdentity(owner, kind, text.toString());
  }
}
