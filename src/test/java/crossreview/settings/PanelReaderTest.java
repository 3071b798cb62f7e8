package crossreview.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.Problem.RequestFault;
import crossreview.settings.SettingsReader.SettingsResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Panels whose members have a seat of their own. */
class PanelReaderTest {
  @Test
  void aPanelSeatsAPeerWithAStanceOrOnTrialAndIsShownAsItWasWritten() throws InvalidJsonException {
    String file =
        """
        {"panels": {"builtin": {"peers": ["secrets",
          {"peer": "tests", "stance": "Look for missing tests."},
          {"peer": "logic", "counts": false}]}}}
        """;

    Settings settings = complete(file);

    Settings.PanelEntry panel = settings.panel("builtin");
    assertEquals(List.of("secrets", "tests", "logic"), panel.peers());
    assertEquals(new PanelSeat("Look for missing tests.", true), panel.seats().get("tests"));
    assertEquals(new PanelSeat(null, false), panel.seats().get("logic"));
    assertTrue(
        settings
            .binding()
            .contains(
                "{\"peer\":\"tests\",\"stance\":\"Look for missing tests.\"},"
                    + "{\"peer\":\"logic\",\"counts\":false}"),
        settings.binding());
  }

  @Test
  void aListOfPeersThatCannotBeReadIsTheOnlyFaultAlthoughPanelsNameThem()
      throws InvalidJsonException {
    String peers = "{\"id\": \"secrets\", \"kind\": \"builtin\"},".repeat(33);
    String panels = "\"panels\": {\"builtin\": {\"peers\": [\"ada\", \"bob\"]}}}";

    List<RequestFault> many =
        faults("{\"peers\": [" + peers.substring(0, peers.length() - 1) + "], " + panels);
    List<RequestFault> none = faults("{\"peers\": 7, " + panels);

    assertEquals(
        List.of("must be an array of at most 32 peers, has 33"),
        many.stream().map(RequestFault::message).toList());
    assertEquals(
        List.of("must be an array of at most 32 peers, is 7"),
        none.stream().map(RequestFault::message).toList());
  }

  @Test
  void aSeatThatSaysNonsenseIsRefusedWithItsPlace() throws InvalidJsonException {
    String file =
        """
        {"panels": {"builtin": {"peers": ["secrets", 7,
          {"peer": "secrets"}, {"peer": "testes"}, {"stance": "x"},
          {"peer": "tests", "stance": "", "counts": "no", "weight": 2}]}}}
        """;

    List<String> places = faults(file).stream().map(RequestFault::path).toList();

    assertEquals(
        List.of(
            "panels.builtin.peers[1]",
            "panels.builtin.peers[2].peer",
            "panels.builtin.peers[3].peer",
            "panels.builtin.peers[4].peer",
            "panels.builtin.peers[5].weight",
            "panels.builtin.peers[5].counts",
            "panels.builtin.peers[5].stance"),
        places);
  }

  private static SettingsResult read(String file) throws InvalidJsonException {
    return SettingsReader.read(JsonReader.readObject(file), List.of(), Path.of("/home/ada"));
  }

  private static Settings complete(String file) throws InvalidJsonException {
    return assertInstanceOf(SettingsResult.ValidSettings.class, read(file)).settings();
  }

  private static List<RequestFault> faults(String file) throws InvalidJsonException {
    return assertInstanceOf(SettingsResult.InvalidSettings.class, read(file)).faults();
  }
}
