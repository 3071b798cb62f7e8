package crossreview.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.Problem.RequestFault;
import crossreview.model.call.ReasoningEffort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped profiles, and those of the settings. */
class ProfileCatalogTest {
  // What providers call their levels, lowest first; the order is all that counts.
  private static final List<String> SCALE =
      List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");

  private final List<RequestFault> faults = new ArrayList<>();

  static List<String> vendors() {
    return ProfileCatalog.shipped().names().stream().filter(name -> !base(name)).toList();
  }

  private static boolean base(String name) {
    return List.of("openai-responses", "openai-chat", "anthropic-messages", "gemini-api")
        .contains(name);
  }

  @ParameterizedTest
  @MethodSource("vendors")
  void everyShippedProfileIsComplete(String name) {
    ProviderProfile providerProfile =
        ProfileCatalog.shipped().find("peers[0]", name, Map.of(), faults);

    assertEquals(List.of(), faults);
    assertEquals(name, providerProfile.name());
    assertTrue(providerProfile.requestFormat().outputTokensAt() != null, "it bounds its answers");
    assertTrue(!providerProfile.answerFormat().healthy().isEmpty(), "it knows a normal end");
  }

  @ParameterizedTest
  @MethodSource("vendors")
  void moreEffortIsNeverLess(String name) {
    ProviderProfile.RequestFormat requestFormat =
        ProfileCatalog.shipped().find("peers[0]", name, Map.of(), faults).requestFormat();

    int last = -1;
    for (ReasoningEffort reasoningEffort : ReasoningEffort.values()) {
      String theirs = requestFormat.effort(reasoningEffort.wireName());
      int level = theirs == null ? last : SCALE.indexOf(theirs.toLowerCase(Locale.ROOT));
      assertTrue(level >= last, name + " " + reasoningEffort + " is " + theirs);
      last = level;
    }
  }

  @Test
  void anOwnProfileSaysOnlyWhatDiffers() throws InvalidJsonException {
    Map<String, Object> own =
        JsonReader.readObject(
            """
            {"acme": {"like": "openai", "base_url": "https://acme.test/v1", "body": {"service_tier": null},
                      "key_variables": ["ACME_KEY"]}}
            """);

    ProviderProfile providerProfile =
        ProfileCatalog.shipped()
            .with(own, faults)
            .find("peers[0]", "acme", Map.of("concurrent", 2L), faults);

    assertEquals(List.of(), faults);
    assertEquals("https://acme.test/v1", providerProfile.providerEndpoint().base().toString());
    assertEquals(Map.of("store", false), providerProfile.requestFormat().body());
    assertEquals(2, providerProfile.providerLimits().concurrent());
    assertEquals(SchemaSupport.FULL, providerProfile.requestFormat().schema());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"base_url\": \"ftp://x/\"}|base_url|must begin with https:// or http://, is \"ftp://\"",
        "{\"base_url\": \"https://me:pw@x/\"}|base_url|must not contain credentials; use \"key\""
            + " for a key",
        "{\"base_url\": \"http://169.254.169.254/latest\", \"allow_plain_http\":"
            + " true}|base_url|169.254.169.254 provides credentials of the machine;"
            + " \"allow_metadata_address\" permits it",
        "{\"base_url\": \"http://[fe80::1]/\", \"allow_plain_http\": true}|base_url|[fe80::1]"
            + " provides credentials of the machine; \"allow_metadata_address\" permits it",
        "{\"base_url\": \"http://example.com/v1\"}|base_url|must be https:// on another machine;"
            + " \"allow_plain_http\" permits http://",
        "{\"base_url\": \"example.com\"}|base_url|must be an address such as"
            + " https://api.example.com/v1, is \"example.com\"",
        "{\"trace_context\": \"yes\"}|trace_context|must be true or false, is \"yes\"",
        "{\"headers\": {\"x-a\": \"b\\r\\nx-c: d\"}}|headers.x-a|its value must be printable ASCII",
        "{\"headers\": {\"x a\": \"b\"}}|headers.x a|is not a valid name of a header",
        "{\"headers\": {\"Host\": \"b\"}}|headers.Host|is set by the daemon",
        "{\"concurent\": 1}|concurent|unknown key, did you mean \"concurrent\"?",
        "{\"schema\": \"strict\"}|schema|must be one of full, bounded, counted, described,"
            + " portable, json_object, none, is \"strict\"",
        "{\"effort_at\": \"reasoning.effort\"}|effort_at|must be a place such as /reasoning/effort,"
            + " is \"reasoning.effort\"",
        "{\"idle_seconds\": 0}|idle_seconds|must be a whole number from 1, is a number",
        "{\"proxy\": \"http://p\"}|proxy|must be host:port, is \"http://p\""
      })
  void whatIsWrongIsSaidWithWhatWasExpected(String with, String key, String message)
      throws InvalidJsonException {
    ProfileCatalog.shipped().find("peers[0].with", "openai", JsonReader.readObject(with), faults);

    assertEquals(List.of(new RequestFault("peers[0].with." + key, message)), faults);
  }

  @Test
  void anUnknownProfileAndAChainThatGoesRoundAreNamed() throws InvalidJsonException {
    Map<String, Object> own =
        JsonReader.readObject("{\"a\": {\"like\": \"b\"}, \"b\": {\"like\": \"a\"}}");

    ProfileCatalog.shipped().find("peers[0]", "opnai", Map.of(), faults);
    ProfileCatalog.shipped().with(own, faults).find("peers[1]", "a", Map.of(), faults);

    assertEquals(
        "there is no profile \"opnai\", did you mean \"openai\"?", faults.get(0).message());
    assertTrue(faults.stream().anyMatch(f -> f.message().contains("chain of \"like\"")));
  }
}
