package crossreview.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonReader;
import crossreview.linter.IssueLevel;
import crossreview.linter.LinterSpec;
import crossreview.linter.ReportForm;
import crossreview.model.Money;
import crossreview.sandbox.SandboxMode;
import crossreview.settings.Settings.PeerEntry;
import crossreview.settings.SettingsReader.SettingsResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs of the settings that report issues. */
class LinterSettingsReaderTest {
  private static final Path HOME = Path.of("/home/ada");

  private static SettingsResult read(String file) throws Exception {
    return SettingsReader.read(JsonReader.readObject(file), List.of(), HOME);
  }

  private static SettingsResult withPeer(String members) throws Exception {
    return read(
        """
        {"peers": [{"id": "lint", "kind": "command", "program": ["lint"], %s},
                   {"id": "secrets", "kind": "builtin"}],
         "panels": {"builtin": {"peers": ["lint", "secrets"]}}}
        """
            .formatted(members.replace('\'', '"')));
  }

  private static CommandEntry command(PeerEntry peer) {
    return assertInstanceOf(CommandEntry.class, peer.peerSpec());
  }

  @Test
  void aLinterIsFreeSandboxedAndWithoutANetworkUnlessSaidOtherwise() throws Exception {
    SettingsResult.ValidSettings read =
        assertInstanceOf(
            SettingsResult.ValidSettings.class, withPeer("'answers': 'sarif', 'files': ['*.js']"));

    CommandEntry command = command(read.settings().peers().getFirst());
    LinterSpec linter = Objects.requireNonNull(command.linter());
    assertEquals(ReportForm.SARIF, linter.form());
    assertEquals(Set.of(IssueLevel.ERROR), linter.blocking());
    assertEquals(Set.of(0, 1), linter.exitCodes());
    assertEquals(LinterSpec.STDOUT, linter.report());
    assertEquals(SandboxMode.REQUIRED, command.sandboxPolicy().mode());
    assertEquals(false, command.sandboxPolicy().network());
    assertEquals(Money.ZERO, command.callUsd());
  }

  @Test
  void aProgramThatAnswersWithAVerdictHasNothingOfIt() throws Exception {
    SettingsResult.ValidSettings read =
        assertInstanceOf(SettingsResult.ValidSettings.class, withPeer("'seconds': 5"));

    assertNull(command(read.settings().peers().getFirst()).linter());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          'answers': 'xml', 'files': ['*']             | peers[0].answers    | sarif, rdjson, checkstyle, regex
          'answers': 'sarif'                           | peers[0].files      | must name the files
          'answers': 'sarif', 'files': ['/a']          | peers[0].files      | starts with "/"
          'answers': 'sarif', 'files': '*.js'          | peers[0].files      | must be an array
          'answers': 'regex', 'files': ['*']           | peers[0].pattern    | must be a regular expression
          'answers': 'regex', 'files': ['*'], 'pattern': '(' | peers[0].pattern | of RE2
          'answers': 'sarif', 'files': ['*'], 'pattern': 'x' | peers[0].pattern | belongs to
          'answers': 'sarif', 'files': ['*'], 'blocking': ['bad'] | peers[0].blocking | error, warning or note
          'answers': 'sarif', 'files': ['*'], 'exit_codes': [256] | peers[0].exit_codes | from 0 to 255
          'answers': 'sarif', 'files': ['*'], 'report': '../x' | peers[0].report | below the directory
          'answers': 'sarif', 'files': ['*'], 'report': '/x' | peers[0].report | below the directory
          'answers': 'sarif', 'files': ['*'], 'roles': ['judge'] | peers[0].roles | has the role review only
          'files': ['*.js']                            | peers[0].files      | belongs to a linter
          """)
  void aMistakeIsNamedByItsPlace(String members, String place, String what) throws Exception {
    SettingsResult.InvalidSettings read =
        assertInstanceOf(SettingsResult.InvalidSettings.class, withPeer(members));

    assertEquals(1, read.faults().size(), read.faults().toString());
    assertEquals(place, read.faults().getFirst().path());
    assertTrue(read.faults().getFirst().message().contains(what), read.faults().toString());
  }

  @Test
  void repositoriesAreAbsoluteOrFromTheHome() throws Exception {
    SettingsResult.ValidSettings read =
        assertInstanceOf(
            SettingsResult.ValidSettings.class,
            read("{\"repositories\": [\"~/src/app\", \"/srv/b.git\"]}"));

    assertEquals(
        List.of(Path.of("/home/ada/src/app"), Path.of("/srv/b.git")),
        read.settings().repositories());
    assertInstanceOf(
        SettingsResult.InvalidSettings.class, read("{\"repositories\": [\"src/app\"]}"));
  }

  @Test
  void theEntriesOfTheDocumentCanBeUsedAsTheyAre() throws Exception {
    String document = Files.readString(Path.of("docs/peers.md"));
    String section = document.substring(document.indexOf("## A linter"));
    int from = section.indexOf("```json\n") + "```json\n".length();

    SettingsResult result = read(section.substring(from, section.indexOf("```", from)));

    Settings settings =
        assertInstanceOf(SettingsResult.ValidSettings.class, result, result.toString()).settings();
    Set<String> linters = new TreeSet<>();
    settings.peers().stream()
        .filter(peer -> peer.kind().equals("command") && command(peer).linter() != null)
        .forEach(peer -> linters.add(peer.id()));
    assertEquals(
        "[betterleaks, checkstyle, clippy, error-prone, eslint, gitleaks, golangci-lint, hadolint,"
            + " opengrep, oxlint, pmd, ruff, semgrep, shellcheck, spotbugs]",
        linters.toString());
  }
}
