package crossreview.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.profile.ModelAttestation.ModelMatch;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the model that answered is the one that was asked. */
class ModelAttestationTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "m-5, m-5, SAME",
        "m-5, models/m-5, SAME",
        "models/m-5, m-5, SAME",
        "m-5, m-5-2026-06-30, SAME",
        "m-5, m-5-20260630, SAME",
        "m-5, m-5-001, SAME",
        "m-5, m-5:latest, SAME",
        "m-5, m-5@2026, SAME",
        "m-5, m-5-mini, OTHER",
        "m-5, m-5-001-mini, OTHER",
        "m-5, m-5-20260630-preview, OTHER",
        "m-5, m-5.4, OTHER",
        "m-5-latest, m-5-mini, OTHER",
        "m-5-latest, m-5, OTHER",
        "m-5, m-50, OTHER",
        "m-5, x/m-5, OTHER",
        "m-5, vouched-for, SAME",
        "m-5, -, UNREPORTED",
        "m-5, '', UNREPORTED"
      })
  void aVersionIsTheSameModelAndAVariantIsNot(String asked, String said, ModelMatch modelMatch) {
    assertEquals(modelMatch, ModelAttestation.compare(asked, said, List.of("vouched-for")));
  }

  @ParameterizedTest
  @CsvSource({
    "REQUIRED, SAME, true",
    "REQUIRED, UNREPORTED, false",
    "REQUIRED, OTHER, false",
    "WHEN_NAMED, UNREPORTED, true",
    "WHEN_NAMED, OTHER, false",
    "OFF, OTHER, true"
  })
  void theProfileSaysWhatIsLetThrough(
      ModelAttestation rule, ModelMatch modelMatch, boolean admitted) {
    assertEquals(admitted, rule.admits(modelMatch));
  }
}
