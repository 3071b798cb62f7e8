package crossreview.cli.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.CliException;
import crossreview.json.IndentedJson;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to a person's settings of an agent when our hook comes and goes. */
class AgentHookFileTest {
  private static final String COMMAND = "'/opt/crossreview/bin/agent-hook' stop '/data'";
  private static final String OTHERS =
      """
      {
        "model": "large",
        "hooks": {
          "Stop": [
            {
              "matcher": "*",
              "hooks": [
                {
                  "type": "command",
                  "command": "say done"
                }
              ]
            }
          ],
          "PreToolUse": []
        },
        "ratio": 1.50
      }
      """;

  @TempDir Path home;

  private Path file(AgentHost host, String text) throws Exception {
    Path file = home.resolve(host.file());
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private AgentHookFile settings(AgentHost host) {
    return new AgentHookFile(home, host);
  }

  private static Map<AgentMoment, String> stop(String command) {
    return Map.of(AgentMoment.STOP, command);
  }

  private static List<?> groups(Path file, String event) throws Exception {
    return JsonTree.list(JsonReader.readObject(Files.readString(file)), "/hooks/" + event);
  }

  @ParameterizedTest
  @EnumSource(AgentHost.class)
  void aHomeWithoutSettingsGetsThemAndLosesTheHookAgain(AgentHost host) throws Exception {
    Path file = home.resolve(host.file());

    String said = settings(host).install(stop(COMMAND));

    assertTrue(said.startsWith("wrote " + file), said);
    assertEquals(host == AgentHost.CODEX, said.contains("/hooks"));
    Object entry =
        JsonTree.at(
            JsonReader.readObject(Files.readString(file)),
            "/hooks/" + host.event(AgentMoment.STOP).orElseThrow().name());
    assertEquals(COMMAND, JsonTree.at(entry, "/0/hooks/0/command"));
    assertTrue(settings(host).uninstall().startsWith("wrote "));
    assertEquals("{}\n", Files.readString(file));
    assertTrue(settings(host).uninstall().startsWith("no hook of crossreview is in "));
  }

  @Test
  void whatOthersWroteStaysAsItIs() throws Exception {
    Path file = file(AgentHost.CLAUDE_CODE, OTHERS);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    String said = settings(AgentHost.CLAUDE_CODE).install(stop(COMMAND));

    assertEquals(2, groups(file, "Stop").size());
    assertTrue(said.endsWith("kept the earlier one as settings.json.before-crossreview"), said);
    assertEquals(OTHERS, Files.readString(file.resolveSibling("settings.json.before-crossreview")));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    settings(AgentHost.CLAUDE_CODE).uninstall();
    assertEquals(OTHERS, Files.readString(file));
  }

  @Test
  void itIsThereOnceAndANewerCommandReplacesIt() throws Exception {
    Path file = file(AgentHost.CODEX, "{}");
    settings(AgentHost.CODEX).install(stop(COMMAND));
    String first = Files.readString(file);

    assertTrue(settings(AgentHost.CODEX).install(stop(COMMAND)).startsWith("already in "));
    assertEquals(first, Files.readString(file));
    settings(AgentHost.CODEX).install(stop(COMMAND.replace("/data", "/other")));
    assertEquals(first.replace("/data", "/other"), Files.readString(file));
  }

  @Test
  void eachMomentHasItsEventAndToolsAndAllOfThemGoAgain() throws Exception {
    Path file = file(AgentHost.CLAUDE_CODE, OTHERS);
    Map<AgentMoment, String> all =
        Map.of(
            AgentMoment.STOP,
            COMMAND,
            AgentMoment.PRE_COMMIT,
            COMMAND.replace("stop", "pre-commit"),
            AgentMoment.POST_EDIT,
            COMMAND.replace("stop", "post-edit"));

    settings(AgentHost.CLAUDE_CODE).install(all);

    Object before = groups(file, "PreToolUse").getFirst();
    assertEquals("Bash", JsonTree.at(before, "/matcher"));
    assertEquals(all.get(AgentMoment.PRE_COMMIT), JsonTree.at(before, "/hooks/0/command"));
    Object after = groups(file, "PostToolUse").getFirst();
    assertEquals(all.get(AgentMoment.POST_EDIT), JsonTree.at(after, "/hooks/0/command"));
    settings(AgentHost.CLAUDE_CODE).install(stop(COMMAND));
    assertEquals(List.of(), groups(file, "PostToolUse"), "what is not wanted any more is gone");
    settings(AgentHost.CLAUDE_CODE).uninstall();
    Map<String, Object> left = JsonReader.readObject(Files.readString(file));
    assertEquals(JsonReader.readObject(OTHERS).get("model"), left.get("model"));
    assertEquals(1, groups(file, "Stop").size());
  }

  @Test
  void aCommandThatSomebodyPutBesideItStays() throws Exception {
    Path file = file(AgentHost.CLAUDE_CODE, "{}");
    settings(AgentHost.CLAUDE_CODE).install(stop(COMMAND));
    String other = "{\"type\": \"command\", \"command\": \"say\"}";
    Files.writeString(
        file, Files.readString(file).replaceFirst("(?s)\\{(\\s+\"type\")", other + ", {$1"));

    settings(AgentHost.CLAUDE_CODE).uninstall();

    assertEquals("say", JsonTree.at(groups(file, "Stop"), "/0/hooks/0/command"));
    assertEquals(1, JsonTree.list(groups(file, "Stop"), "/0/hooks").size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": 1, // a comment\n \"b\": 2}",
        "",
        "[]",
        "{\"hooks\": []}",
        "{\"hooks\": {\"Stop\": {}}}",
      })
  void whatCannotBeReadIsLeftAsItIsAndSaid(String text) throws Exception {
    Path file = file(AgentHost.CLAUDE_CODE, text);

    CliException refused =
        assertThrows(
            CliException.class, () -> settings(AgentHost.CLAUDE_CODE).install(stop(COMMAND)));

    assertEquals("cannot_read", refused.code());
    assertTrue(refused.getMessage().contains("was left as it is"), refused.getMessage());
    assertEquals(text, Files.readString(file));
    assertFalse(Files.exists(file.resolveSibling("settings.json.before-crossreview")));
  }

  @Test
  void aLinkToSettingsElsewhereStaysALink() throws Exception {
    Path real = Files.writeString(home.resolve("dotfiles.json"), "{}");
    Files.createDirectories(home.resolve(".claude"));
    Path link = Files.createSymbolicLink(home.resolve(".claude/settings.json"), real);

    settings(AgentHost.CLAUDE_CODE).install(stop(COMMAND));

    assertTrue(Files.isSymbolicLink(link));
    assertEquals(1, groups(real, "Stop").size());
  }

  @Test
  void jsonForPeopleSaysTheSame() throws Exception {
    Map<String, Object> tree = JsonReader.readObject("{\"a\":{},\"b\":[],\"c\":[1,null,\"\\n\"]}");

    assertEquals(tree, JsonReader.readObject(IndentedJson.of(tree)));
    assertEquals(
        "{\n  \"a\": {},\n  \"b\": [],\n  \"c\": [\n    1,\n    null,\n    \"\\n\"\n  ]\n}\n",
        IndentedJson.of(tree));
  }
}
