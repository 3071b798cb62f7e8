package crossreview.peer.factory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.ProblemException;
import crossreview.settings.Settings;
import crossreview.settings.SettingsReader;
import crossreview.settings.SettingsReader.SettingsResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where keys come from, and that they stay out of every text. */
class PeerKeyringTest {
  @TempDir private Path home;

  private PeerKeyring keys(String key, Map<String, String> variables) throws InvalidJsonException {
    String text =
        "{\"peers\": [{\"id\": \"ada\", \"profile\": \"openai\", \"model\": \"m\""
            + (key == null ? "" : ", \"key\": " + key)
            + "}], \"panels\": {\"builtin\": {\"peers\": [\"ada\"]}}}";
    SettingsResult settingsResult =
        SettingsReader.read(JsonReader.readObject(text), List.of(), home);
    Settings settings = ((SettingsResult.ValidSettings) settingsResult).settings();
    assertTrue(!settings.effective().toString().contains("k7qx"), "settings show no key");
    return PeerKeyring.of(settings, variables);
  }

  @Test
  void aKeyIsFoundInItsUsualVariableOrWhereTheSettingsSay() throws Exception {
    keyFile("from-file-k7qx\n", "rw-------");
    Files.writeString(home.resolve("cred"), "from-systemd-k7qx");
    Map<String, String> variables =
        Map.of(
            "OPENAI_API_KEY", "usual-k7qx",
            "MINE", " from-mine-k7qx ",
            "CREDENTIALS_DIRECTORY", home.toString());

    assertEquals("usual-k7qx", keys(null, variables).of("ada").reveal());
    assertEquals("from-mine-k7qx", keys("{\"variable\": \"MINE\"}", variables).of("ada").reveal());
    assertEquals("from-file-k7qx", keys("{\"file\": \"~/key\"}", variables).of("ada").reveal());
    assertEquals(
        "from-systemd-k7qx", keys("{\"credential\": \"cred\"}", variables).of("ada").reveal());
  }

  @Test
  void aMissingKeyIsNoFaultOfTheStart() throws InvalidJsonException {
    assertNull(keys(null, Map.of()).of("ada"));
    assertNull(keys("{\"file\": \"~/nothing\"}", Map.of()).of("ada"));
    assertNull(keys("{\"credential\": \"cred\"}", Map.of()).of("ada"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "two words k7qx", "line\r\nx-more: k7qx"})
  void whatCannotBeAKeyIsRefusedWithoutBeingShown(String value) {
    ProblemException problemException =
        assertThrows(ProblemException.class, () -> keys(null, Map.of("OPENAI_API_KEY", value)));

    assertEquals("bad_key", problemException.problem().code());
    assertTrue(
        !problemException.problem().message().contains(value),
        problemException.problem().message());
  }

  @Test
  void aKeyInTheSettingsThemselvesIsRefused() throws InvalidJsonException {
    String text =
        "{\"peers\": [{\"id\": \"a\", \"profile\": \"openai\", \"model\": \"m\", \"key\":"
            + " \"plain-k7qx\"}], \"panels\": {\"builtin\": {\"peers\": [\"a\"]}}}";

    SettingsResult settingsResult =
        SettingsReader.read(JsonReader.readObject(text), List.of(), home);

    String faults = ((SettingsResult.InvalidSettings) settingsResult).faults().toString();
    assertTrue(faults.contains("not contain it"), faults);
    assertTrue(!faults.contains("plain-k7qx"), faults);
  }

  @Test
  void itsRedactionHidesEveryKeyAlsoInsideOtherTexts() throws IOException, InvalidJsonException {
    PeerKeyring keys = keys(null, Map.of("OPENAI_API_KEY", "usual-k7qx"));

    assertEquals(
        "bad key [redacted:configured_key]!", keys.redaction().redact("bad key usual-k7qx!"));
  }

  private void keyFile(String content, String mode) throws IOException {
    Path file = Files.writeString(home.resolve("key"), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-rw----", "rw--w----", "rw----r--"})
  void aKeyFileThatOthersCanReadOrChangeIsRefusedWithTheRemedy(String mode) throws Exception {
    keyFile("from-file-k7qx\n", mode);

    ProblemException problemException =
        assertThrows(ProblemException.class, () -> keys("{\"file\": \"~/key\"}", Map.of()));

    assertEquals("private_file_refused", problemException.problem().code());
    String message = problemException.problem().message();
    assertTrue(message.endsWith("run: chmod 600 " + home.resolve("key")), message);
    assertTrue(!message.contains("k7qx"), message);
  }

  @Test
  void aByteOrderMarkBeforeAKeyIsDropped() throws Exception {
    keyFile("\ufefffrom-file-k7qx\r\n", "rw-------");

    assertEquals("from-file-k7qx", keys("{\"file\": \"~/key\"}", Map.of()).of("ada").reveal());
    assertEquals(
        "usual-k7qx", keys(null, Map.of("OPENAI_API_KEY", "\ufeffusual-k7qx")).of("ada").reveal());
  }

  @Test
  void aKeyInUtf16IsNamedAsThatAndNotShown() throws Exception {
    keyFile("", "rw-------");
    Files.write(home.resolve("key"), "from-file-k7qx\n".getBytes(StandardCharsets.UTF_16));

    ProblemException problemException =
        assertThrows(ProblemException.class, () -> keys("{\"file\": \"~/key\"}", Map.of()));

    String message = problemException.problem().message();
    assertTrue(message.endsWith("it is UTF-16; save it as UTF-8"), message);
  }
}
