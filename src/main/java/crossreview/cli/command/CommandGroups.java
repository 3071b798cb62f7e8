package crossreview.cli.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The list of commands in the general help, by what people want to do. */
final class CommandGroups {
  /** In the order of the help; a name is written as the command has it. */
  private static final Map<String, List<String>> GROUPS = groups();

  private CommandGroups() {}

  private static Map<String, List<String>> groups() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put(
        "Review", List.of("review", "demo", "gate", "ci", "apply", "fixes", "hook", "snooze"));
    groups.put("Follow and read", List.of("open", "sessions", "show", "watch", "diff"));
    groups.put(
        "Decide",
        List.of(
            "checklist",
            "answer",
            "exclude",
            "judge",
            "rebut",
            "prove",
            "invite",
            "cancel",
            "fork",
            "whatif"));
    groups.put("Prove", List.of("receipt", "verify", "verify-receipt", "export", "import"));
    groups.put(
        "Run the daemon",
        List.of(
            "start", "stop", "restart", "reload", "status", "logs", "serve", "service", "doctor",
            "cluster", "backup", "restore"));
    groups.put(
        "Set up", List.of("init", "config", "peers", "token", "webhooks", "completion", "manual"));
    groups.put("For programs", List.of("call", "mcp"));
    return groups;
  }

  /** Makes the general help list commands by group; one without a group comes last. */
  static void use(CommandLine line) {
    line.getHelpSectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
            help -> ""); // each group has a heading of its own
    line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandGroups::text);
  }

  private static String text(Help general) {
    Map<String, Help> left = new LinkedHashMap<>();
    general.subcommands().values().forEach(help -> left.put(name(help), help));
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, List<String>> group : GROUPS.entrySet()) {
      Map<String, Help> members = new LinkedHashMap<>();
      for (String name : group.getValue()) {
        Help help = left.remove(name);
        if (help != null) {
          members.put(String.join(", ", help.commandSpec().names()), help); // wide enough
        }
      }
      append(text, group.getKey(), general, members);
    }
    append(text, "More", general, left);
    return text.toString();
  }

  private static void append(
      StringBuilder text, String title, Help general, Map<String, Help> members) {
    if (!members.isEmpty()) {
      text.append('\n').append(title).append(":\n").append(general.commandList(members));
    }
  }

  private static String name(Help help) {
    return help.commandSpec().name();
  }
}
