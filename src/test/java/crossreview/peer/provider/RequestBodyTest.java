package crossreview.peer.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.profile.Profile;
import crossreview.profile.Profiles;
import crossreview.profile.SchemaForm;
import crossreview.profile.SchemaLowering;
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
    return Profiles.shipped().names();
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
    Profile.Form form = profile(name, with).form();
    SchemaForm structured = verdict ? form.schema() : SchemaForm.NONE;
    ModelRequest ask =
        new ModelRequest(
            form,
            "MODEL",
            "SYSTEM",
            List.of("SHOWN ", "NOW"),
            verdict ? form.effort("max") : null,
            20_000,
            SchemaLowering.lower(JsonReader.readObject(SCHEMA), structured),
            structured,
            "CACHE");
    return JsonWriter.of(dialect(profile(name, with)).body(ask));
  }

  private static Profile profile(String name, Map<String, Object> with) {
    return Profiles.shipped().find("test", name, with, new ArrayList<>());
  }

  private static Dialect dialect(Profile profile) {
    return Stream.of(DialectFixture.values())
        .map(DialectFixture::dialect)
        .filter(dialect -> dialect.name().equals(profile.dialect()))
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
