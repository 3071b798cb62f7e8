package crossreview.cli.option;

import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.render.DisplayFormats;
import crossreview.model.CliProblem;
import crossreview.model.Problem.RequestFault;
import java.util.List;
import java.util.Locale;

/** All that is wrong in settings, one line each. Pure. */
public final class SettingsFaults {
  private SettingsFaults() {}

  /**
   * @param subject the beginning of the sentence, such as {@code policy.json has}, with a blank at
   *     its end
   */
  public static CliException refusal(String subject, List<RequestFault> faults) {
    StringBuilder text = new StringBuilder(subject);
    text.append(DisplayFormats.plural(faults.size(), "problem"));
    int width = faults.stream().mapToInt(f -> f.path().length()).max().orElse(0);
    for (RequestFault fault : faults) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n  %-" + width + "s   %s",
              fault.path(),
              JsonNode.safe(fault.message())));
    }
    return new CliException(CliProblem.BAD_SETTINGS, text.toString());
  }
}
