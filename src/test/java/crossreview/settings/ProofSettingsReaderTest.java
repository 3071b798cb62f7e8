package crossreview.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonReader;
import crossreview.linter.ProofSpec;
import crossreview.model.Money;
import crossreview.model.policy.ProofMode;
import crossreview.sandbox.SandboxMode;
import crossreview.settings.SettingsReader.SettingsResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs of the settings that are run about findings, and policies that want them. */
class ProofSettingsReaderTest {
  private static SettingsResult read(String peer, String policy) throws Exception {
    String file =
        """
        {"peers": [{"id": "tests", "kind": "command", "program": ["./prove"], %s},
                   {"id": "secrets", "kind": "builtin"}],
         "policies": {"proved": %s},
         "panels": {"builtin": {"peers": ["tests", "secrets"], "policy": "proved"}}}
        """
            .formatted(peer.replace('\'', '"'), policy.replace('\'', '"'));
    return SettingsReader.read(JsonReader.readObject(file), List.of(), Path.of("/home/ada"));
  }

  private static String faults(String peer, String policy) throws Exception {
    return assertInstanceOf(SettingsResult.InvalidSettings.class, read(peer, policy))
        .faults()
        .toString();
  }

  @Test
  void itJudgesOnlyIsFreeSandboxedAndWithoutANetworkUnlessSaidOtherwise() throws Exception {
    Settings settings =
        assertInstanceOf(
                SettingsResult.ValidSettings.class,
                read("'proof': {}", "{'proof': {'peer': 'tests'}}"))
            .settings();

    CommandEntry command =
        assertInstanceOf(CommandEntry.class, settings.peers().getFirst().peerSpec());
    ProofSpec proof = Objects.requireNonNull(command.proof());
    assertEquals(Set.of(1), proof.confirms());
    assertEquals(Set.of(0), proof.refutes());
    assertEquals(List.of("judge"), settings.peers().getFirst().roles());
    assertEquals(SandboxMode.REQUIRED, command.sandboxPolicy().mode());
    assertEquals(false, command.sandboxPolicy().network());
    assertEquals(Money.ZERO, command.callUsd());
    assertEquals(
        ProofMode.MARK,
        Objects.requireNonNull(settings.policies().getLast().rules().proof()).mode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'proof': {}, 'sandbox': 'auto' | peers[0].sandbox | must be required",
        "'proof': {}, 'roles': ['review'] | peers[0].roles | has the role judge only",
        "'proof': {}, 'answers': 'sarif', 'files': ['**'] | peers[0].proof | no linter",
        "'proof': {'confirms': [0]} | peers[0].proof.confirms | not in refutes",
        "'proof': {'confirms': ['1']} | peers[0].proof.confirms | numbers from 0 to 255",
        "'proof': {'codes': [1]} | peers[0].proof.codes | unknown key",
        "'proof': {'from_base': ['']} | peers[0].proof.from_base | glob must have",
      })
  void whatIsWrongWithItIsNamed(String peer, String place, String what) throws Exception {
    String said = faults(peer, "{'proof': {'peer': 'tests'}}");

    assertTrue(said.contains(place) && said.contains(what), said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'proof': {'peer': 'secrets'}} | is run about no finding",
        "{'proof': {'peer': 'eve'}} | is not on panel builtin",
        "{'proof': {'peer': 'tests', 'mode': 'always'}} | must be one of mark, required",
        "{'judges': {'peers': ['tests']}} | does not have the role judge",
      })
  void aPolicyNamesAProgramOfItsPanelThatProves(String policy, String what) throws Exception {
    String said = faults("'proof': {}", policy);

    assertTrue(said.contains(what), said);
  }
}
