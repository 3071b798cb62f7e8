package crossreview.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher starts Java with the system's words in English, whatever the machine speaks. */
final class LauncherLocaleTest {
  private static final Path LOCALEDEF = Path.of("/usr/bin/localedef");

  @TempDir Path dir;

  @BeforeEach
  void install() throws IOException {
    Path bin = Files.createDirectories(dir.resolve("bin"));
    Files.copy(Path.of("src/main/bin/crossreview"), bin.resolve("crossreview"));
    Files.createFile(Files.createDirectories(dir.resolve("lib")).resolve("crossreview.jar"));
    program(bin.resolve("java-home"), "echo '" + dir + "/jdk'");
    Files.createDirectories(dir.resolve("jdk/bin"));
    program(
        dir.resolve("jdk/bin/java"),
        "echo \"${LC_ALL-unset} ${LC_CTYPE-unset} ${LC_MESSAGES-unset}\"");
  }

  private static void program(Path file, String line) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private String javaSees(Map<String, String> settings) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(List.of("sh", dir.resolve("bin/crossreview").toString(), "serve"));
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    builder.environment().putAll(settings);
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said.strip();
  }

  @Test
  void onAGermanMachineTheErrorsOfTheDiskAreEnglishAndTheCharactersStay() throws Exception {
    assertEquals("unset de_DE.UTF-8 C", javaSees(Map.of("LC_ALL", "de_DE.UTF-8")));
  }

  @Test
  void onATurkishMachineTheLanguageOfEverythingElseStays() throws Exception {
    assertEquals("unset unset C", javaSees(Map.of("LANG", "tr_TR.UTF-8")));
    assertEquals(
        "unset tr_TR.UTF-8 C",
        javaSees(Map.of("LC_CTYPE", "tr_TR.UTF-8", "LC_MESSAGES", "tr_TR.UTF-8")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"de_DE", "tr_TR"})
  void aFullDiskIsRecognisedWhereTheSystemSpeaksAnotherLanguage(String language) throws Exception {
    assumeTrue(Files.isExecutable(LOCALEDEF), "locales cannot be made here");
    String locale = language + ".UTF-8";
    Path locales = Files.createDirectory(dir.resolve("locales"));
    List<String> make =
        List.of(LOCALEDEF.toString(), "-i", language, "-f", "UTF-8", locales + "/" + locale);
    assumeTrue(new ProcessBuilder(make).inheritIO().start().waitFor() == 0, "no such locale here");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    program(
        dir.resolve("jdk/bin/java"),
        "exec '" + java + "' -cp '" + classes + "' " + FullDiskProgram.class.getName());

    String said = javaSees(Map.of("LC_ALL", locale, "LOCPATH", locales.toString()));

    assertEquals("storage_full cannot write: No space left on device", said);
  }

  @Test
  void withoutAnyLocaleArgumentsAreReadAsUtf8() throws Exception {
    assertEquals("unset C.UTF-8 C", javaSees(Map.of()));
  }
}
