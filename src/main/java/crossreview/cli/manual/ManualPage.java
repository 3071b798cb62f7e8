package crossreview.cli.manual;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of one command. Pure. */
final class ManualPage {
  /** Where things are, in the page of the program. */
  private static final List<List<String>> FILES =
      List.of(
          List.of(
              "$XDG_CONFIG_HOME/crossreview/crossreview.json",
              "The settings where --config names no others; by default in ~/.config."),
          List.of(
              "/etc/crossreview/crossreview.json",
              "The settings of the machine where the user has none and may read these."),
          List.of(
              "$XDG_DATA_HOME/crossreview",
              "The data directory where no other is named; by default in ~/.local/share."),
          List.of("/var/lib/crossreview/data", "The data directory of the machine's service."));

  private final CommandLine command;
  private final Roff roff = new Roff();

  private ManualPage(CommandLine command) {
    this.command = command;
  }

  /**
   * The page in roff.
   *
   * @param version which version of the program it describes, as {@code crossreview 1.2.3}
   */
  static String of(CommandLine command, String version) {
    return new ManualPage(command).text(version);
  }

  /** The name by which man finds the page of a command: its words with hyphens between them. */
  static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName("-");
  }

  private String text(String version) {
    String description = CommandTree.text(command.getCommandSpec().usageMessage().description());
    roff.title(name(command), version);
    roff.section("NAME");
    String what = CommandTree.sentence(description);
    roff.line(Roff.escaped(name(command)) + " \\- " + Roff.escaped(what));
    roff.section("SYNOPSIS").line(synopsis());
    roff.section("DESCRIPTION");
    for (String part : command.getCommandSpec().usageMessage().description()) {
      roff.paragraph(CommandTree.text(part));
    }
    commands();
    arguments();
    options();
    footer();
    files();
    related();
    return roff.toString();
  }

  /** As the help has it, in one line: the reader's screen folds it. */
  private String synopsis() {
    String words =
        new Help(command.getCommandSpec(), Help.defaultColorScheme(Help.Ansi.OFF))
            .synopsis(0)
            .replaceAll("\\s+", " ")
            .strip();
    String name = command.getCommandSpec().qualifiedName();
    String rest = words.startsWith(name) ? words.substring(name.length()) : " " + words;
    return Roff.bold(name) + Roff.escaped(rest);
  }

  private void commands() {
    List<CommandLine> below = CommandTree.below(command);
    if (!below.isEmpty()) {
      roff.section("COMMANDS");
      below.forEach(each ->
          roff.entry(
              Roff.bold(each.getCommandName()) + ", " + Roff.bold(name(each)) + "(1)",
              CommandTree.text(each.getCommandSpec().usageMessage().description())));
    }
  }

  private void arguments() {
    List<PositionalParamSpec> shown =
        command.getCommandSpec().positionalParameters().stream()
            .filter(each -> !each.hidden())
            .toList();
    if (!shown.isEmpty()) {
      roff.section("ARGUMENTS");
      shown.forEach(each -> roff.entry(Roff.italic(each.paramLabel()), explained(each)));
    }
  }

  private void options() {
    List<OptionSpec> shown = CommandTree.options(command);
    if (!shown.isEmpty()) {
      roff.section("OPTIONS");
      shown.forEach(each -> roff.entry(term(each), explained(each)));
    }
  }

  private static String term(OptionSpec option) {
    String names = Arrays.stream(option.names()).map(Roff::bold).collect(Collectors.joining(", "));
    if (option.arity().max() == 0) {
      return names;
    }
    String label = Roff.italic(option.paramLabel());
    return option.arity().min() == 0 ? names + "[=" + label + "]" : names + " " + label;
  }

  private static String explained(ArgSpec argument) {
    return CommandTree.text(argument.description());
  }

  /** Sentences are paragraphs; lines that begin with a blank are examples. */
  private void footer() {
    String[] lines = command.getCommandSpec().usageMessage().footer();
    List<String> notes =
        Arrays.stream(lines).filter(l -> !l.isBlank() && l.charAt(0) != ' ').toList();
    List<String> examples = Arrays.stream(lines).filter(l -> l.startsWith(" ")).toList();
    if (!notes.isEmpty()) {
      roff.section("NOTES");
      notes.forEach(note -> roff.paragraph(CommandTree.text(note)));
    }
    if (!examples.isEmpty()) {
      roff.section("EXAMPLES");
      roff.example(examples.stream().map(String::strip).collect(Collectors.joining("\n")));
    }
  }

  private void files() {
    if (command.getParent() == null) {
      roff.section("FILES");
      FILES.forEach(file -> roff.entry(Roff.italic(file.getFirst()), file.getLast()));
    }
  }

  private void related() {
    CommandLine parent = command.getParent();
    if (parent != null) {
      roff.section("SEE ALSO").line(Roff.bold(name(parent)) + "(1)");
    }
  }
}
