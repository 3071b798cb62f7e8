package crossreview.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Common options may come before a command's words or between them: they are moved to where the
 * parser expects them, after the last word. Pure.
 */
public final class OptionPlacement {
  private static final Map<String, OptionSpec> COMMON =
      CommandSpec.forAnnotatedObject(new GlobalOptions()).optionsMap();

  private OptionPlacement() {}

  /** The same arguments with the common options after the words that name the command. */
  public static String[] afterCommand(CommandLine root, String... arguments) {
    List<String> words = new ArrayList<>();
    List<String> moved = new ArrayList<>();
    CommandLine command = root;
    int at = 0;
    while (at < arguments.length && !command.getSubcommands().isEmpty()) {
      String argument = arguments[at];
      CommandLine next = command.getSubcommands().get(argument);
      int taken = next == null ? common(argument) : 0;
      if (next != null) {
        words.add(argument);
        command = next;
        at++;
      } else if (taken > 0) {
        int end = Math.min(arguments.length, at + taken);
        moved.addAll(List.of(arguments).subList(at, end));
        at = end;
      } else {
        break;
      }
    }
    List<String> all = new ArrayList<>(words);
    all.addAll(moved);
    all.addAll(List.of(arguments).subList(at, arguments.length));
    return all.toArray(String[]::new);
  }

  /** How many arguments a common option takes with its value, or 0 for anything else. */
  private static int common(String argument) {
    int equals = argument.indexOf('=');
    OptionSpec option = COMMON.get(equals < 0 ? argument : argument.substring(0, equals));
    if (option == null) {
      return 0;
    }
    return equals < 0 && option.arity().max() > 0 ? 2 : 1;
  }
}
