package crossreview.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.Problem.RequestFault;
import crossreview.settings.Settings.ModelPrice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices that cannot be meant are refused where they stand. */
class PriceReaderTest {
  private final List<RequestFault> faults = new ArrayList<>();

  private ModelPrice read(String json) throws InvalidJsonException {
    return new PriceReader(faults).read("peers[1].price", JsonReader.read(json));
  }

  private String said() {
    return faults.getFirst().path() + " " + faults.getFirst().message();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'input':'100001','output':'1'} | input must be at most 100000 US dollars, is \"100001\"",
        "{'input':'1','output':250000} | output must be at most 100000 US dollars, is 250000",
        "{'input':'1','output':'1','per_request':'10001'}"
            + " | per_request must be at most 10000 US dollars, is \"10001\"",
        "{'input':'1e30','output':'1'} | input must be an amount as a text, such as \"2.50\", is"
            + " \"1e30\"",
        "{'input':'1','output':'1e-999999999'} | output must be an amount as a text, such as"
            + " \"2.50\", is \"1e-999999999\"",
        "{'input':'1','output':'1','tier_above':9,'tier':{'input':'1e9','output':'1'}}"
            + " | tier.input must be at most 100000 US dollars, is \"1e9\""
      })
  void aRateBeyondAllPricesIsNamedWithItsPlaceAndValue(String json, String message)
      throws InvalidJsonException {
    read(json.replace('\'', '"'));
    assertEquals("peers[1].price." + message, said());
    assertEquals(1, faults.size(), faults.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'input':'0','output':'0'}",
        "{'input':0,'output':'0.00','cache_read':'0','per_request':'0'}",
        "{'input':'0','output':'0','reasoning':'5'}",
        "{'input':'0','output':'0','cache_write':'5','cache_read':'5'}",
        "{'input':'0','output':'0','tier_above':9,'tier':{'input':'1','output':'1'}}"
      })
  void aCardThatCostsNothingIsNotFreeBySilence(String json) throws InvalidJsonException {
    assertNull(read(json.replace('\'', '"')));
    assertEquals(
        "peers[1].price has only rates of 0; use \"free\" if the model costs nothing", said());
  }

  @Test
  void aTierThatCostsNothingIsNamed() throws InvalidJsonException {
    assertNull(
        read(
            "{\"input\":\"3\",\"output\":\"15\",\"tier_above\":200000,"
                + "\"tier\":{\"input\":\"0\",\"output\":\"0\"}}"));
    assertEquals(
        "peers[1].price.tier has only rates of 0; use \"free\" if the model costs nothing", said());
  }

  @Test
  void whatModelsCostTodayIsRead() throws InvalidJsonException {
    assertNotNull(read("{\"input\":\"600\",\"output\":\"0\"}").card());
    assertNotNull(read("{\"input\":\"0\",\"output\":\"0\",\"per_request\":\"0.005\"}").card());
    assertNull(read("\"free\"").card());
    assertEquals(List.of(), faults);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | must be \"free\" or an object with US dollars per million tokens, is 7",
        "{'input':'1'} | needs \"input\" and \"output\", US dollars per million tokens",
        "{'output':'1'} | needs \"input\" and \"output\", US dollars per million tokens",
        "{'input':'1','output':'1','tier_above':9} | \"tier\" and \"tier_above\" belong together",
        "{'input':'1','output':'1','tier':{'input':'1','output':'1'}}"
            + " | \"tier\" and \"tier_above\" belong together"
      })
  void anIncompletePriceIsToldWhatIsMissing(String json, String message)
      throws InvalidJsonException {
    assertNull(read(json.replace('\'', '"')));
    assertEquals("peers[1].price " + message, said());
  }

  @Test
  void theDearestPriceThatIsAllowedIsRead() throws InvalidJsonException {
    assertNotNull(read("{\"input\":\"100000\",\"output\":\"100000\",\"per_request\":\"10000\"}"));
    assertEquals(List.of(), faults);
  }

  @Test
  void aPriceIsShownAsItsRates() throws InvalidJsonException {
    assertNull(PriceReader.shown(null));
    assertEquals("free", PriceReader.shown(read("\"free\"")));
    assertEquals(
        Map.of("input", "3", "output", "15"),
        PriceReader.shown(read("{\"input\":\"3\",\"output\":\"15.0\"}")));
  }
}
