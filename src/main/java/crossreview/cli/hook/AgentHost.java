package crossreview.cli.hook;

import crossreview.model.WireEnum;

/**
 * The coding agents whose settings are known. All of them read hooks of the same shape: the name of
 * an event, groups, and commands in them.
 */
enum AgentHost implements WireEnum {
  CLAUDE_CODE("claude-code", ".claude/settings.json", "Stop", 5),
  CODEX("codex", ".codex/hooks.json", "Stop", 5),
  GEMINI("gemini", ".gemini/settings.json", "AfterAgent", 5_000);

  private final String wireName;
  private final String file;
  private final String event;
  private final long timeout;

  AgentHost(String wireName, String file, String event, long timeout) {
    this.wireName = wireName;
    this.file = file;
    this.event = event;
    this.timeout = timeout;
  }

  @Override
  public String wireName() {
    return wireName;
  }

  /** Its settings, from the home of a person. */
  String file() {
    return file;
  }

  /** What it calls the moment at which it wants to stop. */
  String event() {
    return event;
  }

  /** Five seconds, in its own unit: far more than an answer takes. */
  long timeout() {
    return timeout;
  }
}
