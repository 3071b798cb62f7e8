package crossreview.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonTree;
import crossreview.offline.OfflineImport;
import crossreview.settings.SettingsReader;
import crossreview.settings.SettingsReader.SettingsResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An imported session as agents and programs see it. */
class ImportedSessionTest {
  private static final String ID = "3f2c8a10-5b7e-4d21-9c3a-0a1b2c3d4e5f";

  @TempDir private static Path home;
  private static GoldenDaemon daemon;

  @BeforeAll
  static void imports() throws Exception {
    Path folder = Files.createDirectories(home.resolve("other/sessions/" + ID));
    Files.copy(Path.of("src/test/resources/reference/meta.json"), folder.resolve("meta.json"));
    Files.writeString(folder.resolve("final.md"), "the approved plan\n");
    daemon = new GoldenDaemon(home);
    daemon.close();
    SettingsResult read =
        SettingsReader.read(Map.of(), List.of("data_dir=" + home.resolve("data")), home);
    OfflineImport.run(
        ((SettingsResult.ValidSettings) read).settings(),
        home.resolve("other"),
        (name, what, notes) -> assertEquals("imported", what, notes::toString));
    daemon.open();
  }

  @AfterAll
  static void close() {
    daemon.close();
  }

  private static Map<?, ?> told(String tool, Map<String, Object> arguments) {
    Map<String, Object> answer = daemon.tool(tool, arguments);
    return JsonTree.object(answer, "/result/structuredContent");
  }

  @Test
  void readingItSaysWhatTheOtherProgramSaysAndThatNobodyVerifiedIt() {
    Map<?, ?> session = told("session_read", Map.of("session_id", ID));

    assertEquals("imported", session.get("state"));
    assertEquals("cross-review 4.5.45", session.get("imported_from"));
    assertEquals(List.of(), session.get("rounds"));
    assertEquals("0", session.get("cost"));
    Map<?, ?> imported = JsonTree.object(session, "/imported");
    assertEquals(false, imported.get("verified"));
    assertEquals("0.06", imported.get("cost"));
    assertEquals("NOT_READY", JsonTree.at(imported, "/rounds/0/calls/0/status"));
    assertEquals("Name the costs", JsonTree.at(imported, "/rounds/0/calls/0/requests/0"));
    assertEquals("timeout", JsonTree.at(imported, "/rounds/0/calls/1/failure"));
    assertEquals("revision", JsonTree.at(imported, "/rounds/0/calls/2/purpose"));
    assertEquals("satisfied", JsonTree.at(imported, "/items/0/status"));
  }

  @Test
  void theListAndTheReportShowItAsImported() {
    Map<?, ?> list = told("session_list", Map.of("state", "imported"));
    Map<?, ?> report = told("session_report", Map.of("session_id", ID));

    assertEquals(2L, JsonTree.at(list, "/sessions/0/imported/rounds"));
    assertEquals("0.06", JsonTree.at(list, "/sessions/0/imported/cost"));
    assertEquals("converged", JsonTree.at(list, "/sessions/0/imported/outcome"));
    String text = report.toString();
    assertTrue(text.contains("Nothing of it was reviewed or verified here."), text);
    assertTrue(text.contains("Imported round 2"), text);
  }

  @Test
  void contestingItOpensASessionOfItsOwnWithTheSameText() {
    Map<?, ?> opened =
        told(
            "contest_verdict",
            Map.of("session_id", ID, "reason", "by our own rules", "carry_evidence", true));

    assertEquals(ID, opened.get("contests"));
    assertEquals("open", opened.get("state"));
    assertEquals(null, opened.get("imported"));
    assertEquals("final.md", JsonTree.at(opened, "/artifact/label"));
  }
}
