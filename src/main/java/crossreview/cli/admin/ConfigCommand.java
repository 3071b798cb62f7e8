package crossreview.cli.admin;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.admin.LocalBackend.PanelReadiness;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.render.SettingChanges;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import crossreview.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Check or compare the settings.")
public final class ConfigCommand implements Callable<Integer> {
  private final CliContext cliContext;

  private final LocalBackend localBackend;

  public ConfigCommand(CliContext cliContext, LocalBackend localBackend) {
    this.cliContext = cliContext;
    this.localBackend = localBackend;
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Print the effective settings with secrets masked, or all problems.",
        "Then check what a review by each panel needs: rules, prices, budgets, keys, programs. The"
            + " exit code is 1 if a panel could not review. No provider is called."
      })
  int check(@Mixin GlobalOptions global) {
    Settings settings = global.settings(cliContext);
    localBackend.muteLogs();
    List<PanelReadiness> panels = localBackend.checkPanels(settings);
    List<String> faults = localBackend.secretRuleFaults(settings);
    if (global.json()) {
      Map<String, Object> shown = new LinkedHashMap<>(settings.effective());
      Map<String, Object> readiness = new LinkedHashMap<>();
      panels.forEach(panel -> readiness.put(panel.panel(), panel.problems()));
      shown.put("readiness", readiness);
      if (!faults.isEmpty()) {
        shown.put("secret_rules_left_out", faults);
      }
      cliContext.out().println(JsonWriter.of(shown));
    } else {
      print("", settings.effective());
      panels.forEach(this::print);
      faults.forEach(fault -> cliContext.out().println("rule left out: " + JsonNode.safe(fault)));
    }
    return panels.stream().allMatch(panel -> panel.problems().isEmpty()) ? 0 : 1;
  }

  @Command(
      name = "diff",
      mixinStandardHelpOptions = true,
      description = {
        "Show in what the daemon's settings file differs from the settings in force, with secrets"
            + " masked, and what each difference takes: a reload or a restart.",
        "The exit code is 1 if there is a difference."
      })
  int diff(@Mixin GlobalOptions global) {
    JsonNode found = global.client(cliContext).get("/config/diff", "config_digest", "changes");
    if (global.json()) {
      cliContext.out().println(JsonWriter.of(found.map()));
    } else {
      SettingChanges.compared(found).forEach(cliContext.out()::println);
    }
    return found.trees("changes").isEmpty() ? 0 : 1;
  }

  private void print(PanelReadiness panel) {
    boolean ready = panel.problems().isEmpty();
    String name = "panel " + panel.panel();
    cliContext
        .out()
        .printf(Locale.ROOT, "%-34s %s%n", name, ready ? "can review" : "cannot review:");
    panel.problems().forEach(problem -> cliContext.out().println("  " + JsonNode.safe(problem)));
  }

  private void print(String prefix, Map<?, ?> level) {
    level.forEach((name, value) -> {
      if (value instanceof Map<?, ?> map && !map.isEmpty()) {
        print(prefix + name + ".", map);
      } else {
        String shown = value == null ? "not set" : JsonNode.safe(JsonWriter.of(value));
        cliContext.out().printf(Locale.ROOT, "%-34s %s%n", prefix + name, shown);
      }
    });
  }

  @Override
  public Integer call() {
    throw new CliException(
        CliProblem.NO_COMMAND,
        "give a subcommand: crossreview config check, crossreview config diff");
  }
}
