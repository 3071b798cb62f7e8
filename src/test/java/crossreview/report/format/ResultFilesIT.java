package crossreview.report.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.session.Session;
import crossreview.testkit.NodePackages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs of others make of the files: Microsoft's SARIF tool, a JUnit reader, rdformat. */
class ResultFilesIT {
  /** There is no page about the program, and a version has no number before it is built. */
  private static final Set<String> KNOWN =
      Set.of("Warning_ProvideToolnformationUri", "Warning_UseNumericToolVersions");

  private static NodePackages tools;

  @TempDir private Path folder;

  @BeforeAll
  static void install() throws Exception {
    tools =
        NodePackages.install(
            "results",
            "@microsoft/sarif-multitool@5.7.0",
            "junit2json@4.0.0",
            "@umbrelladocs/rdformat-validator@1.0.1");
  }

  private Path file(ResultFormat format, Session session, String name) throws Exception {
    return Files.writeString(folder.resolve(name), format.text(session, "", ResultSessions.MASK));
  }

  private static List<Session> sessions() {
    return List.of(ResultSessions.hostile(), ResultSessions.approved(), ResultSessions.without());
  }

  @Test
  void theSarifToolFindsNoError() throws Exception {
    Path program = tools.file("@microsoft/sarif-multitool-linux/Sarif.Multitool");
    assertTrue(program.toFile().setExecutable(true) || Files.isExecutable(program));
    for (Session session : sessions()) {
      Path log = file(ResultFormat.SARIF, session, "result.sarif");
      Path report = folder.resolve("report.sarif");
      List<String> command =
          List.of(
              program.toString(),
              "validate",
              log.toString(),
              "--output",
              report.toString(),
              "--log",
              "ForceOverwrite",
              "--level",
              "Error;Warning");
      NodePackages.Ran ran =
          NodePackages.run(
              folder, Map.of("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"), 120, command);
      Map<?, ?> read = JsonReader.readObject(Files.readString(report).replace("\uFEFF", ""));
      List<String> wrong =
          JsonTree.list(read, "/runs/0/results").stream()
              .map(each -> JsonTree.text(each, "/message/id").orElse(each.toString()))
              .filter(id -> !KNOWN.contains(id))
              .toList();
      assertEquals(List.of(), wrong, ran.said());
    }
  }

  @Test
  void aReaderOfJunitSeesTheFailures() throws Exception {
    Path script = folder.resolve("junit.mjs");
    Files.writeString(
        script,
        "import { parse } from '"
            + tools.file("junit2json/dist/esm/index.js").toUri()
            + "';\nimport { readFileSync } from 'fs';\n"
            + "console.log(JSON.stringify(await parse(readFileSync(process.argv[2], 'utf8'))));\n");
    Path file = file(ResultFormat.JUNIT, ResultSessions.hostile(), "result.xml");

    NodePackages.Ran ran = tools.run(script, file.toString());

    Map<?, ?> read = JsonReader.readObject(ran.said());
    assertEquals(2L, JsonTree.at(read, "/failures"), ran.said());
    assertEquals("ada", JsonTree.at(read, "/testsuite/1/name"), ran.said());
  }

  @Test
  void reviewdogsFormatIsKept() throws Exception {
    for (Session session : sessions()) {
      Path file = file(ResultFormat.RDJSON, session, "result.json");
      Path validator = tools.file("@umbrelladocs/rdformat-validator/bin/rdformat-validator.js");

      NodePackages.Ran ran = tools.run(validator, file.toString());

      assertEquals(0, ran.code(), ran.said());
      assertFalse(ran.said().toLowerCase(Locale.ROOT).contains("error:"), ran.said());
    }
  }
}
