package crossreview.cli.hook;

import crossreview.model.WireEnum;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The coding agents whose settings are known. All of them read hooks of the same shape: the name of
 * an event, groups, and commands in them; the group of a tool has its name as a matcher.
 */
enum AgentHost implements WireEnum {
  CLAUDE_CODE(
      "claude-code",
      ".claude/settings.json",
      5,
      Map.of(
          AgentMoment.STOP, new AgentEvent("Stop", null),
          AgentMoment.PRE_COMMIT, new AgentEvent("PreToolUse", "Bash"),
          AgentMoment.POST_EDIT, new AgentEvent("PostToolUse", "Edit|MultiEdit|Write"))),
  /** Its edits are patches, which name no file where the script looks for one. */
  CODEX(
      "codex",
      ".codex/hooks.json",
      5,
      Map.of(
          AgentMoment.STOP, new AgentEvent("Stop", null),
          AgentMoment.PRE_COMMIT, new AgentEvent("PreToolUse", "Bash"))),
  GEMINI(
      "gemini",
      ".gemini/settings.json",
      5_000,
      Map.of(
          AgentMoment.STOP, new AgentEvent("AfterAgent", null),
          AgentMoment.PRE_COMMIT, new AgentEvent("BeforeTool", "run_shell_command"),
          AgentMoment.POST_EDIT, new AgentEvent("AfterTool", "replace|write_file")));

  private final String wireName;
  private final String file;
  private final long timeout;
  private final Map<AgentMoment, AgentEvent> events;

  AgentHost(String wireName, String file, long timeout, Map<AgentMoment, AgentEvent> events) {
    this.wireName = wireName;
    this.file = file;
    this.timeout = timeout;
    this.events = events;
  }

  /**
   * What an agent calls a moment.
   *
   * @param matcher the tools that it is about; null where there are none
   */
  record AgentEvent(String name, @Nullable String matcher) {}

  @Override
  public String wireName() {
    return wireName;
  }

  /** Its settings, from the home of a person. */
  String file() {
    return file;
  }

  /** Its event for a moment; empty where it has none that can be used. */
  Optional<AgentEvent> event(AgentMoment moment) {
    return Optional.ofNullable(events.get(moment));
  }

  /** Five seconds, in its own unit: far more than an answer takes. */
  long timeout() {
    return timeout;
  }
}
