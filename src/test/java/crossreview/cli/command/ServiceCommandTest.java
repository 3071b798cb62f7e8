package crossreview.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceCommandTest {
  @TempDir private Path home;
  private CommandLineFixture line;
  private Path unit;

  @BeforeEach
  void commandLine() {
    line = new CommandLineFixture(home);
    unit = home.resolve(".config/systemd/user/crossreview.service");
  }

  private int install(String... more) {
    return run("install --program /opt/crossreview/bin/crossreview", more);
  }

  private int run(String command, String... more) {
    String[] words = ("service " + command + " " + String.join(" ", more)).strip().split(" +");
    return line.run(words);
  }

  @Test
  void theUnitOfAUserStartsTheDaemonWithTheOptionsGiven() throws IOException {
    Files.writeString(home.resolve("my.json"), "{\"http\": {\"port\": 0}}");

    assertEquals(0, install("--config my.json --data-dir data --set log.format=json"), line::said);

    String text = Files.readString(unit);
    assertTrue(
        text.contains(
            "ExecStart=/opt/crossreview/bin/crossreview serve --data-dir "
                + home.resolve("data")
                + " --config "),
        text);
    assertTrue(text.contains("/my.json --set log.format=json\n"), text);
    assertTrue(line.out().contains("systemctl --user enable --now crossreview"), line::out);
  }

  @Test
  void aSecondInstallationReplacesTheFirstAndUninstallRemovesIt() {
    assertEquals(0, install(), line::said);
    assertEquals(0, install("--set log.format=json"), line::said);

    assertEquals(0, run("uninstall"), line::said);
    assertFalse(Files.exists(unit));
    assertEquals(0, run("uninstall"), line::said);
    assertTrue(line.out().contains("there is no "), line::out);
  }

  @Test
  void aUnitOfSomeoneElseIsKept() throws IOException {
    Files.createDirectories(unit.getParent());
    Files.writeString(unit, "[Unit]\n");

    assertEquals(2, install(), line::said);
    assertTrue(line.err().contains("was not written by crossreview"), line::err);
    assertEquals(2, run("uninstall"), line::said);
    assertEquals("[Unit]\n", Files.readString(unit));
  }

  @Test
  void settingsThatAreWrongAreRefusedBeforeAnythingIsWritten() throws IOException {
    Files.writeString(home.resolve("bad.json"), "{\"http\": {\"prt\": 1}}");

    assertEquals(2, install("--config bad.json"), line::said);
    assertTrue(line.err().contains("http.prt"), line::err);
    assertFalse(Files.exists(unit));
  }

  @Test
  void theUnitOfAMachineHasADataDirectoryOfItsOwn() throws IOException {
    Path image = home.resolve("image");

    assertEquals(0, install("--system --user reviewer --root image"), line::said);

    String text = Files.readString(image.resolve("etc/systemd/system/crossreview.service"));
    assertTrue(text.contains(" --data-dir ${STATE_DIRECTORY}/data\n"), text);
    assertTrue(text.contains("\nUser=reviewer\n"), text);
    assertTrue(line.out().contains("useradd --system reviewer"), line::out);
    assertEquals(0, run("uninstall --system --root image"), line::said);
  }

  @Test
  void aNamedDataDirectoryIsTheOneThatTheUnitOfAMachineMayWrite() {
    assertEquals(0, install("--system --print --data-dir /srv/reviews"), line::said);

    assertTrue(line.out().contains("\nReadWritePaths=/srv/reviews\n"), line::out);
    assertTrue(line.out().contains(" --data-dir /srv/reviews\n"), line::out);
  }

  @Test
  void anotherFolderForConfigurationIsHonoured() {
    line.with(Map.of("XDG_CONFIG_HOME", home.resolve("xdg").toString()));

    assertEquals(0, install(), line::said);

    assertTrue(Files.exists(home.resolve("xdg/systemd/user/crossreview.service")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--system --program /home/x/bin/crossreview | sees no home directories",
        "--system --program /opt/x --data-dir /root/x | sees no home directories",
        "--user reviewer --program /opt/x | only with --system",
        "--system --user Rev;iewer --program /opt/x | must be the name of a user",
        "--system --launchd --program /opt/x | omit --system",
        "--server http://127.0.0.1 --token-file x --program /opt/x | have no effect",
        "--print | name it with --program",
      })
  void whatCannotWorkIsRefused(String options, String reason) {
    assertEquals(2, run("install " + options), line::said);

    assertTrue(line.err().contains(reason), line::err);
    assertFalse(Files.exists(unit));
  }
}
