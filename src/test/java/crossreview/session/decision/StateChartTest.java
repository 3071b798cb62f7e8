package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.decision.StateChart.ChartRow;
import crossreview.session.decision.StateExploration.Outcomes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The lists of states on the pages of {@link Session} and of a run, against the decider. */
@Tag("long")
class StateChartTest {
  /**
   * Random lives seldom reach a pass of judges, and have no file that cannot be shown; {@link
   * JudgeRulesTest} and FileRulingTest show these commands.
   */
  private static final Set<String> SELDOM =
      Set.of("AskJudges", "ExcludeFile", "ReserveJudges", "Rule");

  @Test
  void theStatesOfASessionAreThoseOnItsPage() throws IOException {
    Map<String, Map<String, Outcomes>> seen = StateExploration.of(StateChartTest::sessionState);

    assertEquals(List.of(), differences(chart("Session"), seen));
  }

  @Test
  void theStatesOfARunAreThoseOnItsPage() throws IOException {
    Map<String, Map<String, Outcomes>> seen = StateExploration.of(StateChartTest::runState);

    assertEquals(List.of(), differences(chart("Run"), seen));
  }

  private static StateChart chart(String type) throws IOException {
    return new StateChart(
        Files.readString(Path.of("src/main/java/crossreview/session/" + type + ".java")));
  }

  /** What only the chart or only the decider does, as sentences. */
  private static List<String> differences(
      StateChart chart, Map<String, Map<String, Outcomes>> seen) {
    List<String> differences = new ArrayList<>();
    if (!chart.rows().keySet().equals(seen.keySet())) {
      differences.add("states " + chart.rows().keySet() + ", reached " + seen.keySet());
    }
    seen.forEach((state, commands) ->
        commands.forEach((command, outcomes) -> {
          ChartRow row = chart.rows().getOrDefault(state, Map.of()).get(command);
          differences.addAll(differences(state + " " + command, row, outcomes, state));
        }));
    return differences;
  }

  private static List<String> differences(
      String what, ChartRow row, Outcomes outcomes, String state) {
    if (row == null) {
      boolean stays = Set.of(state).containsAll(outcomes.next());
      return stays ? List.of() : List.of(what + " is not listed, but leads to " + outcomes.next());
    }
    List<String> differences = new ArrayList<>();
    Set<String> listed = row.accepts() ? row.words() : Set.of();
    Set<String> surprising = new TreeSet<>(outcomes.next());
    surprising.removeAll(listed);
    if (!surprising.isEmpty()) {
      differences.add(what + " leads to " + surprising);
    }
    boolean seldom = SELDOM.contains(what.substring(what.indexOf(' ') + 1));
    if (!seldom && !outcomes.next().containsAll(listed)) {
      differences.add(what + " leads to " + outcomes.next() + " only, listed is " + listed);
    }
    outcomes.codes().stream()
        .filter(code -> !row.mayRefuseAs(code))
        .forEach(code -> differences.add(what + " is refused as " + code));
    return differences;
  }

  private static String sessionState(Session session) {
    if (!session.exists()) {
      return "ABSENT";
    }
    if (session.closed()) {
      return "CLOSED";
    }
    if (!session.running()) {
      return session.paused() ? "PAUSED" : "OPEN";
    }
    if (session.cancelRequested()) {
      return "CANCELLING";
    }
    return session.paused() ? "RUN_PAUSED" : "RUNNING";
  }

  private static String runState(Session session) {
    if (!session.hasRun()) {
      return "NONE";
    }
    if (!session.running()) {
      return "ENDED";
    }
    if (session.supplement().judgments().pass() != null) {
      return "JUDGING";
    }
    Round last = session.lastRound().orElse(null);
    if (last == null || !last.run().equals(session.run().id())) {
      return "STARTED";
    }
    return !last.counted() ? "ROUND" : "COUNTED";
  }
}
