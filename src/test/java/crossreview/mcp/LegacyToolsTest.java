package crossreview.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.model.ProblemException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls as clients of the reference system write them. */
class LegacyToolsTest {
  private static final Principal EVE = new Principal("eve", AccessRole.CALLER);
  private static final Principal BOSS = new Principal("boss", AccessRole.OPERATOR);

  @Test
  void aCallerMaySayWhoItIsAndNobodyElse() {
    assertEquals(Map.of("task", "t"), ask(EVE, "session_init", "task", "t", "caller", "eve"));
    assertEquals(Map.of(), ask(BOSS, "session_init", "caller", "operator"));
    ProblemException forged =
        assertThrows(ProblemException.class, () -> ask(EVE, "session_init", "caller", "operator"));
    assertEquals("identity_forgery_blocked", forged.problem().code());
    assertThrows(ProblemException.class, () -> ask(BOSS, "session_init", "caller", "codex"));
  }

  private static Map<String, Object> ask(Principal who, String tool, Object... fields) {
    return LegacyTools.arguments(
        who,
        tool,
        fields.length == 2
            ? Map.of((String) fields[0], fields[1])
            : Map.of((String) fields[0], fields[1], (String) fields[2], fields[3]));
  }

  @ParameterizedTest
  @CsvSource({
    "session_events, since_seq, after",
    "session_attach_evidence, content, text",
    "session_attach_evidence, content_type, media_type"
  })
  void theirFieldsAreOurs(String tool, String theirs, String ours) {
    assertEquals(Map.of(ours, "v"), ask(EVE, tool, theirs, "v"));
  }

  @Test
  void theirNamesAreOurs() {
    assertEquals("session_cancel", LegacyTools.name("session_cancel_job", Map.of()));
    assertEquals("server_info", LegacyTools.name("runtime_capabilities", Map.of()));
    assertEquals("session_read", LegacyTools.name("session_read", Map.of()));
    assertEquals(
        Map.of("mode", "shadow"), ask(EVE, "session_evidence_judge_pass", "shadow_mode", true));
    assertEquals(Map.of(), ask(EVE, "session_cancel", "job_id", "j1"));
  }
}
