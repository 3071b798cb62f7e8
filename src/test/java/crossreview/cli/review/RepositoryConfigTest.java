package crossreview.cli.review;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.CliContextFixture;
import crossreview.cli.CliException;
import crossreview.git.ChangeReader;
import crossreview.git.ChangeSelection;
import crossreview.git.ChangeSelection.CommitChange;
import crossreview.git.ChangeSelection.RangeChange;
import crossreview.git.GitProgram;
import crossreview.git.SelectedChange;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rulings of a repository a review obeys, and where they are read. */
class RepositoryConfigTest {
  private static final String RULING = "{\"rule\":\"tests\",\"glob\":\"gen/**\",\"reason\":\"%s\"}";

  @TempDir Path top;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aTextIsReviewedUnderTheRulingsThatAreCommitted() throws Exception {
    repository();
    String head = commit("old");

    assertEquals(Optional.of(sent(head, "old")), suppressions(null));
    assertEquals("", err.toString(UTF_8));
  }

  @Test
  void aRangeIsReviewedUnderTheRulingsOfWhereItStarts() throws Exception {
    repository();
    String base = commit("old");
    git("checkout", "-q", "-b", "topic");
    commit("mine");
    git("checkout", "-q", "main");
    String tip = commit("newer");

    assertEquals(
        Optional.of(sent(tip, "newer")), suppressions(new RangeChange("main", "topic", false)));
    assertEquals(
        Optional.of(sent(base, "old")), suppressions(new RangeChange("main", "topic", true)));
    assertEquals(Optional.of(sent(base, "old")), suppressions(new CommitChange("topic")));
  }

  @Test
  void aRulingThatAnEarlierPushOfTheBranchBroughtHasNoEffect() throws Exception {
    repository();
    String base = commit("old");
    git("checkout", "-q", "-b", "topic");
    commit("mine");
    commit("mine too");

    assertEquals(
        Optional.of(sent(base, "old")), suppressions(new RangeChange("topic~1", "topic", false)));
    assertEquals(Optional.of(sent(base, "old")), suppressions(new CommitChange("topic")));
  }

  @Test
  void aChangeThatIsNotCommittedDoesNotSettleItsOwnReviewAndThisIsSaid() throws Exception {
    repository();
    String head = commit("old");
    write(config("mine"));

    assertEquals(Optional.of(sent(head, "old")), suppressions(null));
    assertTrue(
        err.toString(UTF_8).contains("is not that of commit " + head.substring(0, 11)),
        err::toString);
  }

  @Test
  void aFolderWithoutGitHasItsFile() throws Exception {
    write(config("here"));

    assertEquals(Optional.of(sent(null, "here")), suppressions(null));
  }

  @Test
  void aRepositoryWithoutRulingsHasNone() throws Exception {
    assertEquals(Optional.empty(), suppressions(null));
    repository();
    assertEquals(Optional.empty(), suppressions(null), "no commit yet");
    write("{}");
    git("add", "-A");
    git("commit", "-q", "-m", "c");
    assertEquals(Optional.empty(), suppressions(null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"suppressions\":[{\"rule\":\"a\",\"glob\":\"b\"}]} | suppressions[0].reason is required",
        "{\"suppressions\":[{\"rule\":\"a\",\"glob\":\"/b\",\"reason\":\"c\"}]} |"
            + " suppressions[0].glob does not match",
        "{\"suppressions\":[{\"rule\":\"a\",\"glob\":\"b\",\"reason\":\"c\",\"knd\":\"d\"}]} |"
            + " suppressions[0].knd unknown field, did you mean \"kind\"",
        "{\"suppresions\":[]} | suppresions unknown field, did you mean \"suppressions\"",
        "{\"suppressions\":{}} | suppressions must be an array, is an object",
        "{\"suppressions\":[ | (line 1, column 18)",
      })
  void aMalformedFileIsRefusedByNameAndPlace(String file, String said) throws Exception {
    write(file);

    CliException refused = assertThrows(CliException.class, () -> suppressions(null));

    assertEquals("bad_repository_config", refused.code());
    assertTrue(refused.getMessage().startsWith(".crossreview/config.json: "), refused::getMessage);
    assertTrue(refused.getMessage().contains(said), refused::getMessage);
  }

  private Optional<Map<String, Object>> suppressions(ChangeSelection selection) {
    ChangeReader reader = new ChangeReader(GitProgram.in(top), top);
    SelectedChange change = selection == null ? null : reader.read(selection, List.of()).change();
    PrintStream errors = new PrintStream(err, true, UTF_8);
    return new RepositoryConfig(CliContextFixture.of(top, null, null, errors)).suppressions(change);
  }

  private static Map<String, Object> sent(String commit, String reason) {
    Map<String, Object> entry = Map.of("rule", "tests", "glob", "gen/**", "reason", reason);
    return commit == null
        ? Map.of("source", RepositoryConfig.FILE, "entries", List.of(entry))
        : Map.of("source", RepositoryConfig.FILE, "commit", commit, "entries", List.of(entry));
  }

  private static String config(String reason) {
    return "{\"suppressions\":[" + RULING.formatted(reason) + "]}";
  }

  private void write(String text) throws Exception {
    Files.createDirectories(top.resolve(".crossreview"));
    Files.writeString(top.resolve(RepositoryConfig.FILE), text);
  }

  private void repository() throws Exception {
    git("init", "-q", "-b", "main");
  }

  private String commit(String reason) throws Exception {
    write(config(reason));
    git("add", "-A");
    git("commit", "-q", "-m", reason);
    return git("rev-parse", "HEAD");
  }

  private String git(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=a"));
    command.addAll(List.of("-c", "user.email=a@example.org"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(top.toFile());
    Process git = builder.redirectErrorStream(true).start();
    String said = new String(git.getInputStream().readAllBytes(), UTF_8).strip();
    assertEquals(0, git.waitFor(), said);
    return said;
  }
}
