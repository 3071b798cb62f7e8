package crossreview.cli.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The commands and options that people are shown, in the order of the alphabet. Pure. */
final class CommandTree {
  private CommandTree() {}

  /** The command and everything below it, each once, whatever other names it has. */
  static List<CommandLine> all(CommandLine command) {
    List<CommandLine> all = new ArrayList<>(List.of(command));
    below(command).forEach(each -> all.addAll(all(each)));
    return all;
  }

  /** The commands of a command. */
  static List<CommandLine> below(CommandLine command) {
    TreeMap<String, CommandLine> shown = new TreeMap<>();
    for (CommandLine each : command.getSubcommands().values()) {
      if (!each.getCommandSpec().usageMessage().hidden()) {
        shown.put(each.getCommandName(), each);
      }
    }
    return List.copyOf(shown.values());
  }

  /** The options of a command, by their long names. */
  static List<OptionSpec> options(CommandLine command) {
    TreeMap<String, OptionSpec> shown = new TreeMap<>();
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.hidden()) {
        shown.put(option.longestName(), option);
      }
    }
    return List.copyOf(shown.values());
  }

  /** The words of a description as one line. */
  static String text(String... description) {
    String all = String.join(" ", description);
    return all.replace("%n", " ").replace("%%", "%").replaceAll("\\s+", " ").strip();
  }

  /** The first sentence of a text, without its full stop. */
  static String sentence(String text) {
    int end = text.indexOf(". ");
    String first = end < 0 ? text : text.substring(0, end);
    return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
  }
}
