package crossreview.cli.command;

import crossreview.cli.JsonNode;
import crossreview.json.NameSuggestion;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What was wrong with the words of a command line, and what was probably meant. Pure. */
final class UsageErrors {
  /** A field of a request as the daemon names it: a JSON pointer to a top-level field. */
  private static final Pattern FIELD = Pattern.compile("(?<![^\\s])/([a-z][a-z_]*)(?=\\s)");

  private UsageErrors() {}

  /** One sentence without its end. */
  static String message(ParameterException wrong) {
    List<String> unmatched =
        wrong instanceof UnmatchedArgumentException unknown ? unknown.getUnmatched() : List.of();
    return JsonNode.safe(
        unmatched.isEmpty()
            ? Objects.requireNonNullElse(wrong.getMessage(), "")
            : unknown(wrong.getCommandLine(), unmatched.getFirst()));
  }

  private static String unknown(CommandLine command, String given) {
    CommandSpec spec = command.getCommandSpec();
    if (given.startsWith("-")) {
      String option = given.replaceAll("=.*", "");
      return "there is no option \""
          + option
          + "\""
          + NameSuggestion.hint(option, spec.optionsMap().keySet());
    }
    return command.getSubcommands().isEmpty()
        ? "there is one argument too many: \"" + given + "\""
        : "there is no command \"" + given + "\"" + NameSuggestion.hint(given, names(command));
  }

  /** Commands, and options, which people take for commands: {@code version}. */
  private static Set<String> names(CommandLine command) {
    Set<String> names = new LinkedHashSet<>(command.getSubcommands().keySet());
    names.addAll(command.getCommandSpec().optionsMap().keySet());
    return names;
  }

  /** A refusal of the daemon with the fields of the request called by the command's options. */
  static String inOptions(@Nullable String message, CommandSpec spec) {
    return FIELD.matcher(message).replaceAll(field -> option(field.group(1), spec));
  }

  private static String option(String field, CommandSpec spec) {
    String option = "--" + field.replace('_', '-');
    String said = spec.optionsMap().containsKey(option) ? option : "/" + field;
    return Matcher.quoteReplacement(said);
  }
}
