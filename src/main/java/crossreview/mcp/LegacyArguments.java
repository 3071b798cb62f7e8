package crossreview.mcp;

import crossreview.json.JsonTree;
import crossreview.model.event.RunEvent.RunStarted;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Arguments of the reference system's tools that have another form here. What has no meaning here
 * stays, so that it is refused by name; {@code docs/hosts.md} lists these with their reasons.
 */
final class LegacyArguments {
  private static final Set<String> STARTS =
      Set.of("ask_peers", "session_start_round", "run_until_unanimous", "session_start_unanimous");

  private LegacyArguments() {}

  /** Changes the arguments in place. */
  static void adapt(String tool, Map<String, Object> arguments) {
    if (STARTS.contains(tool)) {
      start(arguments);
    }
    switch (tool) {
      case "session_list" -> {
        if (!arguments.containsKey("outcome") && arguments.containsKey("outcome_filter")) {
          arguments.put("outcome", arguments.remove("outcome_filter"));
        }
        drop(arguments, "detail", "summary");
      }
      case "session_events" -> drop(arguments, "include_token_deltas", false);
      case "session_doctor" -> {
        drop(arguments, "repair", false);
        arguments.remove("include_legacy"); // here no session is of an older kind
        arguments.remove("include_terminal_findings"); // all of them are in the answer
      }
      case "session_sweep" -> {
        drop(arguments, "prune_corrupt", false);
        if (!arguments.containsKey("prune_corrupt")) {
          arguments.remove("corrupt_min_age_days"); // it says something about that alone
        }
      }
      case "session_usage", "session_judgment_precision_report" -> single(arguments);
      case "session_evidence_judge_pass", "session_evidence_judge_consensus_pass" ->
          judge(arguments);
      default -> {
        // the others have the same form
      }
    }
  }

  private static void start(Map<String, Object> arguments) {
    if (arguments.get("max_cost_usd") instanceof Number dollars) {
      arguments.put("max_cost_usd", new BigDecimal(dollars.toString()).toPlainString());
    }
    if (arguments.get("reasoning_effort_overrides") instanceof Map<?, ?> efforts
        && !arguments.containsKey("efforts")) {
      arguments.remove("reasoning_effort_overrides");
      if (!efforts.isEmpty()) {
        arguments.put("efforts", efforts(efforts));
      }
    }
    if (Boolean.TRUE.equals(arguments.get("allow_auto_extension"))
        && !arguments.containsKey("extra_rounds")) {
      arguments.remove("allow_auto_extension");
      arguments.put("extra_rounds", (long) RunStarted.EXTRA_ROUNDS_MAX);
    }
    drop(arguments, "allow_auto_extension", false);
  }

  /** The efforts of single peers; those that are not on the panel are named in the answer. */
  private static List<Map<String, Object>> efforts(Map<?, ?> given) {
    return given.entrySet().stream()
        .map(one -> JsonTree.of("peer", one.getKey(), "effort", one.getValue()))
        .toList();
  }

  /** A report about one session. */
  private static void single(Map<String, Object> arguments) {
    if (arguments.get("session_id") instanceof String id && !arguments.containsKey("session_ids")) {
      arguments.remove("session_id");
      arguments.put("session_ids", List.of(id));
    }
  }

  /** What a judge is shown is the session's own: its artifact, its focus, its newest round. */
  private static void judge(Map<String, Object> arguments) {
    if (arguments.get("shadow_mode") instanceof Boolean shadow && !arguments.containsKey("mode")) {
      arguments.remove("shadow_mode");
      arguments.put("mode", shadow ? "shadow" : "active");
    }
    arguments.remove("round");
    arguments.remove("review_focus");
  }

  /** Takes an argument away where it asks for what is done anyway. */
  private static void drop(Map<String, Object> arguments, String name, Object usual) {
    Object given = arguments.get(name);
    boolean same =
        given instanceof Number number && usual instanceof Long whole
            ? number.doubleValue() == whole
            : usual.equals(given);
    if (same) {
      arguments.remove(name);
    }
  }
}
