package crossreview.operation.artifact;

import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemCount;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.TextLength;
import crossreview.model.PathGlob;
import crossreview.model.Problem.RequestFault;
import crossreview.model.ProblemException;
import crossreview.model.RequestProblem;
import crossreview.model.material.ScopeExclusion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files of a change that reviewers are not shown, as a caller sends them. */
public record ExclusionInput(
    @Description("Why, and who says so; the verdict and the receipt show it.")
        @TextLength(max = ScopeExclusion.REASON_MAX)
        String reason,
    @Description("The files, from the top of the repository.")
        @ItemCount(min = 1, max = ScopeExclusion.GLOBS_MAX)
        @ItemRule(value = "*, ? and **.", max = PathGlob.LENGTH_MAX)
        List<String> globs) {

  /**
   * The values.
   *
   * @throws ProblemException {@code invalid_input} with the place and the value
   */
  static List<ScopeExclusion> values(@Nullable List<ExclusionInput> given) {
    List<ScopeExclusion> values = new ArrayList<>();
    List<ExclusionInput> inputs = given == null ? List.of() : given;
    for (int i = 0; i < inputs.size(); i++) {
      try {
        values.add(new ScopeExclusion(inputs.get(i).reason(), inputs.get(i).globs()));
      } catch (IllegalArgumentException e) {
        throw fault("/exclusions/" + i, String.valueOf(e.getMessage()));
      }
    }
    int characters = values.stream().mapToInt(ScopeExclusion::characters).sum();
    if (characters > ScopeExclusion.CHARACTERS_MAX) {
      String most = " characters together, at most " + ScopeExclusion.CHARACTERS_MAX;
      throw fault("/exclusions", "have " + characters + most);
    }
    return values;
  }

  private static ProblemException fault(String path, String message) {
    return RequestProblem.INVALID_INPUT.exception(
        path + " " + message, List.of(new RequestFault(path, message)));
  }
}
