package crossreview.cli.admin;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.admin.SettingsDraft.ModelChoice;
import crossreview.model.CliProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Asks for what a settings file needs, line by line. Blocks for the person at the terminal. */
final class InitQuestions {
  private static final String CALL_USD = "0.50";
  private static final String SESSION_USD = "5.00";
  private static final String DAY_USD = "20.00";

  private final CliContext cliContext;
  private final BufferedReader answers;

  InitQuestions(CliContext cliContext) {
    this.cliContext = cliContext;
    this.answers =
        new BufferedReader(new InputStreamReader(cliContext.in(), StandardCharsets.UTF_8));
  }

  /**
   * @param found agents of this machine
   * @param keyed providers whose key is in a variable, with its name
   * @param ollama whether it is installed
   */
  SettingsDraft ask(List<AgentRecipe> found, List<ProviderKey> keyed, boolean ollama) {
    List<AgentRecipe> agents = new ArrayList<>();
    for (AgentRecipe agent : found) {
      if (yes("Use " + agent.program() + ", which is installed, as a peer?")) {
        agents.add(agent);
      }
    }
    List<ModelChoice> models = new ArrayList<>();
    for (ProviderKey provider : keyed) {
      String model =
          answer(
              "Model of "
                  + provider.profile()
                  + " (key in "
                  + provider.variable()
                  + "; empty: none)",
              "");
      if (!model.isEmpty()) {
        String price = answer("Its price, US dollars per million tokens, INPUT,OUTPUT", "");
        models.add(new ModelChoice(provider.profile(), model, price, null));
      }
    }
    if (ollama) {
      String model = answer("Model of ollama, such as qwen3:32b (empty: none)", "");
      if (!model.isEmpty()) {
        models.add(new ModelChoice("ollama", model, "free", null));
      }
    }
    String call =
        agents.isEmpty() ? CALL_USD : answer("A call of an agent costs at most", CALL_USD);
    return new SettingsDraft(
        agents,
        models,
        call,
        answer("Name of the panel", "main"),
        answer("Ceiling of a review in US dollars", SESSION_USD),
        answer("Ceiling of a day in US dollars", DAY_USD));
  }

  /** A provider whose key is in the environment. */
  record ProviderKey(String profile, String variable) {}

  private boolean yes(String question) {
    return answer(question + " (y or n)", "y").toLowerCase(Locale.ROOT).startsWith("y");
  }

  private String answer(String question, String otherwise) {
    cliContext.err().print(question + (otherwise.isEmpty() ? ": " : " [" + otherwise + "]: "));
    cliContext.err().flush();
    try {
      String line = answers.readLine();
      if (line == null) {
        throw new CliException(
            CliProblem.INIT_INCOMPLETE, "the answers ended; nothing was written");
      }
      return line.isBlank() ? otherwise : line.strip();
    } catch (IOException e) {
      throw new CliException(CliProblem.STDIN_FAILED, "cannot read the answers: " + e.getMessage());
    }
  }
}
