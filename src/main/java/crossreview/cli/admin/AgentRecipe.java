package crossreview.cli.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The agents that are offered as peers, with the settings that work for them (docs/peers.md). */
enum AgentRecipe {
  CLAUDE(
      "anthropic",
      List.of("claude", "-p"),
      List.of("~/.claude", "~/.claude.json"),
      List.of("~/.claude/settings.json")),
  CODEX(
      "openai",
      List.of("codex", "exec", "--skip-git-repo-check", "-"),
      List.of("~/.codex"),
      List.of("~/.codex/config.toml")),
  GEMINI(
      "google",
      List.of("gemini", "--skip-trust", "-p", ""),
      List.of("~/.gemini"),
      List.of("~/.gemini/settings.json", "~/.gemini/.env"));

  private final String family;
  private final List<String> program;
  private final List<String> bind;
  private final List<String> bindReadOnly;

  AgentRecipe(String family, List<String> program, List<String> bind, List<String> bindReadOnly) {
    this.family = family;
    this.program = program;
    this.bind = bind;
    this.bindReadOnly = bindReadOnly;
  }

  /** The program, and the id of the peer. */
  String program() {
    return program.getFirst();
  }

  /** The peer in the settings. */
  Map<String, Object> peer(String callUsd) {
    Map<String, Object> peer = new LinkedHashMap<>();
    peer.put("id", program());
    peer.put("kind", "command");
    peer.put("program", program);
    peer.put("family", family);
    peer.put("call_usd", callUsd);
    peer.put("bind", bind);
    peer.put("bind_read_only", bindReadOnly);
    return peer;
  }
}
