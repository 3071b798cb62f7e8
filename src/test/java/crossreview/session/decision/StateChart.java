package crossreview.session.decision;

import crossreview.session.command.SessionCommand;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The list of states and commands on a class page.
 *
 * <p>A line is a state, commands (or names of groups of states and of commands), and either an
 * arrow with states or {@code refused} with codes; an ellipsis after the codes leaves room for
 * others. {@code others} are the commands that no other line of that state names.
 */
final class StateChart {
  private static final Pattern GROUP = Pattern.compile("(?m)^ \\* ([a-z]+) = ([\\w ]+)$");
  private static final Pattern LINE =
      Pattern.compile("(?m)^ \\* (\\w+) +((?:\\w+ +)+)(->|refused) ([\\w …]+)$");

  private static final List<String> COMMANDS =
      Arrays.stream(SessionCommand.class.getPermittedSubclasses())
          .map(Class::getSimpleName)
          .toList();

  private final Map<String, List<String>> groups = new HashMap<>();
  private final Map<String, Map<String, ChartRow>> rows = new TreeMap<>();

  /** What a state does with a command: the words are next states, or codes of a refusal. */
  record ChartRow(boolean accepts, Set<String> words) {
    boolean mayRefuseAs(String code) {
      return accepts || words.contains(code) || words.contains("…");
    }
  }

  /** The chart in the source of a class. */
  StateChart(String source) {
    GROUP.matcher(source).results().forEach(g -> groups.put(g.group(1), words(g.group(2))));
    List<MatchResult> lines = LINE.matcher(source).results().toList();
    lines.stream().filter(line -> !line.group(2).strip().equals("others")).forEach(this::add);
    lines.stream().filter(line -> line.group(2).strip().equals("others")).forEach(this::add);
  }

  private void add(MatchResult line) {
    ChartRow row = new ChartRow(line.group(3).equals("->"), Set.copyOf(words(line.group(4))));
    for (String name : groups.getOrDefault(line.group(1), List.of(line.group(1)))) {
      Map<String, ChartRow> state = rows.computeIfAbsent(name, first -> new TreeMap<>());
      for (String command : commands(state, line.group(2))) {
        if (state.put(command, row) != null) {
          throw new IllegalArgumentException(name + " has two lines for " + command);
        }
      }
    }
  }

  private List<String> commands(Map<String, ChartRow> state, String text) {
    if (text.strip().equals("others")) {
      return COMMANDS.stream().filter(command -> !state.containsKey(command)).toList();
    }
    return words(text).stream()
        .flatMap(word -> groups.getOrDefault(word, List.of(word)).stream())
        .toList();
  }

  /** By state, then by the simple name of the command. */
  Map<String, Map<String, ChartRow>> rows() {
    return rows;
  }

  private static List<String> words(String text) {
    return Stream.of(text.strip().split(" +")).toList();
  }
}
