package crossreview.cli.manual;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Completion for fish, which reads no script for bash. Pure.
 *
 * <p>A function of the script finds the command that is being written: of the words so far those
 * that name a command below the one before. Every rule belongs to one such command.
 */
final class FishCompletion {
  private static final String HEAD =
      """
      # Completes %1$s in fish: %1$s completion fish | source
      set -g __%1$s_commands %2$s

      function __%1$s_at --description 'Whether the command that is being written is this one'
          set -l path %1$s
          for word in (commandline -opc)[2..]
              if contains -- "$path $word" $__%1$s_commands
                  set path "$path $word"
              end
          end
          test "$path" = "$argv"
      end

      """;

  private final String program;
  private final StringBuilder script = new StringBuilder();

  private FishCompletion(String program) {
    this.program = program;
  }

  /** The script for a command line. */
  static String of(CommandLine root) {
    FishCompletion completion = new FishCompletion(root.getCommandName());
    String paths =
        CommandTree.all(root).stream()
            .filter(each -> each != root)
            .flatMap(each -> paths(each).stream())
            .map(FishCompletion::quoted)
            .collect(Collectors.joining(" "));
    completion.script.append(String.format(Locale.ROOT, HEAD, root.getCommandName(), paths));
    CommandTree.all(root).forEach(completion::command);
    return completion.script.toString();
  }

  /** The words that lead to a command, once for each of its names. */
  private static List<String> paths(CommandLine command) {
    CommandSpec parent = command.getCommandSpec().parent();
    if (parent == null) {
      return List.of(command.getCommandName());
    }
    return paths(parent.commandLine()).stream()
        .flatMap(before ->
            command.getCommandSpec().names().stream().sorted().map(name -> before + " " + name))
        .toList();
  }

  private void command(CommandLine command) {
    for (String path : paths(command)) {
      for (CommandLine below : CommandTree.below(command)) {
        String what = CommandTree.sentence(description(below));
        rule(path).append(" -f -a ").append(quoted(below.getCommandName()));
        script.append(" -d ").append(quoted(what)).append('\n');
      }
      for (ArgSpec argument : command.getCommandSpec().positionalParameters()) {
        if (argument.completionCandidates() != null) {
          rule(path).append(" -f -a ").append(quoted(candidates(argument))).append('\n');
        }
      }
      CommandTree.options(command).forEach(option -> option(path, option));
    }
  }

  private static String description(CommandLine command) {
    return CommandTree.text(command.getCommandSpec().usageMessage().description());
  }

  private StringBuilder rule(String path) {
    return script
        .append("complete -c ")
        .append(program)
        .append(" -n ")
        .append(quoted("__" + program + "_at " + path));
  }

  private void option(String path, OptionSpec option) {
    rule(path);
    for (String name : option.names()) {
      script.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^--?", ""));
    }
    script.append(value(option));
    String what = CommandTree.sentence(CommandTree.text(option.description()));
    script.append(" -d ").append(quoted(what)).append('\n');
  }

  /**
   * What comes after an option: nothing, one of some words, a file, or a word that nobody knows.
   */
  private static String value(ArgSpec option) {
    if (option.arity().max() == 0) {
      return "";
    }
    if (option.completionCandidates() != null) {
      return " -x -a " + quoted(candidates(option));
    }
    return option.type().equals(Path.class) ? " -r -F" : " -x";
  }

  private static String candidates(ArgSpec argument) {
    return StreamSupport.stream(argument.completionCandidates().spliterator(), false)
        .collect(Collectors.joining(" "));
  }

  /** One word of fish, in which only a backslash and a quote have a meaning. */
  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
