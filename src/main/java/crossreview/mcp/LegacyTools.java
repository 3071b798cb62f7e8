package crossreview.mcp;

import crossreview.access.Principal;
import crossreview.model.AccessProblem;
import crossreview.model.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What clients of the reference system say, in our words, so that their calls continue working.
 *
 * <p>Source: the tools of cross-review 4, by name and arguments, where the meaning is the same.
 */
final class LegacyTools {
  private static final Map<String, String> NAMES =
      Map.of(
          "session_cancel_job", "session_cancel",
          "runtime_capabilities", "server_info",
          "session_truthfulness_preflight_check", "session_preflight_check");

  private LegacyTools() {}

  /** Our name of a tool; numbers of a single session have an operation of their own. */
  static String name(String given, Map<?, ?> arguments) {
    boolean single = given.equals("session_metrics") && arguments.containsKey("session_id");
    return single ? "session_usage" : NAMES.getOrDefault(given, given);
  }

  /**
   * The arguments without those that say who asks, which the credential says already.
   *
   * @throws ProblemException {@code identity_forgery_blocked} when they name another caller
   */
  static Map<String, Object> arguments(
      Principal principal, String tool, Map<String, Object> given) {
    Map<String, Object> ours = new LinkedHashMap<>(given);
    Object caller = ours.remove("caller");
    boolean own =
        caller == null
            || caller.equals(principal.name())
            || principal.operator() && caller.equals("operator");
    if (!own) {
      String message = "you are \"" + principal.name() + "\"; an argument cannot change that";
      throw AccessProblem.IDENTITY_FORGERY_BLOCKED.exception(message);
    }
    if (tool.equals("session_events") && ours.containsKey("since_seq")) {
      ours.putIfAbsent("after", ours.remove("since_seq"));
    }
    if (tool.equals("session_cancel")) {
      ours.remove("job_id"); // a session has one run at most, and it is the one that ends
    }
    if (tool.equals("session_attach_evidence")) {
      rename(ours, "content", "text");
      rename(ours, "content_type", "media_type");
      ours.remove("extension");
    }
    LegacyArguments.adapt(tool, ours);
    return ours;
  }

  private static void rename(Map<String, Object> arguments, String from, String to) {
    if (arguments.containsKey(from) && !arguments.containsKey(to)) {
      arguments.put(to, arguments.remove(from));
    }
  }
}
