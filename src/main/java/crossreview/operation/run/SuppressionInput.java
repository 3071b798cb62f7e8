package crossreview.operation.run;

import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemCount;
import crossreview.codec.FieldRules.TextLength;
import crossreview.codec.FieldRules.TextPattern;
import crossreview.model.Problem.RequestFault;
import crossreview.model.RequestProblem;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSuppression;
import crossreview.model.finding.SuppressionSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lasting rulings of a repository as a caller sends them. */
public record SuppressionInput(
    @Description("The file that has them.") @TextLength(max = SuppressionSet.SOURCE_MAX)
        String source,
    @Description("The commit whose file it is.") @TextPattern("^[0-9a-f]{40,64}$")
        @Nullable String commit,
    @Description("What does not count.") @ItemCount(min = 1, max = SuppressionSet.ENTRIES_MAX)
        List<SuppressionEntry> entries) {

  /** One ruling; the same form as in the file. */
  public record SuppressionEntry(
      @Description("The id of a rule or peer.") @TextLength(max = FindingSuppression.RULE_MAX)
          String rule,
      @Description("The files, from the top of the repository: *, ? and **.")
          @TextPattern("^[^/].{0,199}$")
          String glob,
      @Description("By default every kind.") @Nullable FindingKind kind,
      @Description("Why; the report shows it.") @TextLength(max = FindingSuppression.REASON_MAX)
          String reason) {
    int characters() {
      return rule.length() + glob.length() + reason.length();
    }
  }

  /** The value; refused where it does not fit into a line of the journal. */
  SuppressionSet value() {
    int characters = entries.stream().mapToInt(SuppressionEntry::characters).sum();
    if (characters > SuppressionSet.CHARACTERS_MAX) {
      String most = characters + " characters, at most " + SuppressionSet.CHARACTERS_MAX;
      RequestFault fault = new RequestFault("/suppressions/entries", "have " + most);
      throw RequestProblem.INVALID_INPUT.exception(
          fault.path() + " " + fault.message(), List.of(fault));
    }
    return new SuppressionSet(
        source,
        commit,
        entries.stream()
            .map(e -> new FindingSuppression(e.rule(), e.glob(), e.kind(), e.reason()))
            .toList());
  }
}
