package crossreview.peer.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.profile.ProfileCatalog;
import crossreview.profile.ProviderProfile;
import crossreview.profile.SchemaSimplifier;
import crossreview.profile.SchemaSupport;
import crossreview.testkit.DialectFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is sent to the provider of each shipped profile, as a file: a changed body is accepted by a
 * changed file, never by chance.
 */
class RequestBodyTest {
  private static final Path BODIES = Path.of("src/test/resources/bodies");
  private static final String SCHEMA =
      "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"status\"],"
          + "\"properties\":{\"status\":{\"type\":\"string\",\"enum\":[\"READY\"]},"
          + "\"summary\":{\"type\":\"string\",\"maxLength\":800}}}";

  static List<String> profiles() {
    return ProfileCatalog.shipped().names();
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void eachProfileAsksAsItsFileSays(String name) throws IOException, InvalidJsonException {
    String sent = body(name, true) + "\n" + body(name, false) + "\n";

    assertEquals(Files.readString(BODIES.resolve(name + ".txt")), sent);
  }

  /** For a verdict with much effort, or for free text without a word about effort. */
  private static String body(String name, boolean verdict) throws InvalidJsonException {
    Map<String, Object> with = Map.of("base_url", "http://localhost/");
    ProviderProfile.RequestFormat requestFormat = profile(name, with).requestFormat();
    SchemaSupport structured = verdict ? requestFormat.schema() : SchemaSupport.NONE;
    ModelRequest ask =
        new ModelRequest(
            requestFormat,
            "MODEL",
            "SYSTEM",
            List.of("SHOWN ", "NOW"),
            verdict ? requestFormat.effort("max") : null,
            20_000,
            SchemaSimplifier.simplify(JsonReader.readObject(SCHEMA), structured),
            structured,
            "CACHE");
    return JsonWriter.of(dialect(profile(name, with)).body(ask));
  }

  private static ProviderProfile profile(String name, Map<String, Object> with) {
    return ProfileCatalog.shipped().find("test", name, with, new ArrayList<>());
  }

  private static Dialect dialect(ProviderProfile providerProfile) {
    return Stream.of(DialectFixture.values())
        .map(DialectFixture::dialect)
        .filter(dialect -> dialect.name().equals(providerProfile.dialect()))
        .findFirst()
        .orElseThrow();
  }

  /** Writes all files anew. */
  public static void main(String[] arguments) throws Exception {
    for (String name : profiles()) {
      Files.writeString(
          BODIES.resolve(name + ".txt"), body(name, true) + "\n" + body(name, false) + "\n");
    }
  }
}
