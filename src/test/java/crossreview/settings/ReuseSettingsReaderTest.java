package crossreview.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import crossreview.json.JsonReader;
import crossreview.model.Problem.RequestFault;
import crossreview.model.policy.PolicyRules;
import crossreview.model.policy.ReusePlan;
import crossreview.settings.SettingsReader.SettingsResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies that let answers be used again. */
class ReuseSettingsReaderTest {
  private static SettingsResult read(String policy) throws Exception {
    String file = "{'policies': {'cheap': " + policy + "}}";
    Map<String, Object> tree = JsonReader.readObject(file.replace('\'', '"'));
    return SettingsReader.read(tree, List.of(), Path.of("/home/ada"));
  }

  private static PolicyRules rules(String policy) throws Exception {
    return assertInstanceOf(SettingsResult.ValidSettings.class, read(policy))
        .settings()
        .policies()
        .getLast()
        .rules();
  }

  @Test
  void nothingIsUsedAgainUnlessAPolicySaysForHowLong() throws Exception {
    PolicyRules asks = rules("{'rule': 'unanimous'}");
    PolicyRules reuses = rules("{'rule': 'unanimous', 'reuse': {'within_hours': 744}}");

    assertNull(asks.reuse());
    assertEquals(new ReusePlan(744), reuses.reuse());
    assertEquals(Map.of("within_hours", 744L), reuses.tree().get("reuse"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | reuse.within_hours | must be a whole number from 1 to 744, is null",
        "{'within_hours': 0} | reuse.within_hours | must be a whole number from 1 to 744, is 0",
        "{'within_hours': 745} | reuse.within_hours | must be a whole number from 1 to 744, is 745",
        "{'within_hours': '24'} | reuse.within_hours | must be a whole number from 1 to 744, is"
            + " \"24\"",
      })
  void aTimeThatIsNoneIsNamedWithWhatIsAccepted(String reuse, String place, String what)
      throws Exception {
    assertEquals(
        List.of(new RequestFault("policies.cheap." + place, what)),
        assertInstanceOf(SettingsResult.InvalidSettings.class, read("{'reuse': " + reuse + "}"))
            .faults());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "24 | must be an object",
        "{'within_hours': 24, 'across_projects': true} | unknown key",
      })
  void anotherShapeIsRefusedAtItsPlace(String reuse, String what) throws Exception {
    String said =
        assertInstanceOf(SettingsResult.InvalidSettings.class, read("{'reuse': " + reuse + "}"))
            .faults()
            .toString();

    assertEquals(true, said.contains("policies.cheap.reuse") && said.contains(what), said);
  }
}
