package crossreview.forge.gitlab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.diff.DiffParser;
import crossreview.forge.FilePatches;
import crossreview.forge.PullRequest;
import crossreview.forge.http.ForgeAnswer;
import crossreview.json.JsonTree;
import crossreview.model.ProblemException;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What GitLab's answers mean. */
class GitlabAnswersTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_000);

  private static ForgeAnswer answer(int status, String body, String... headers) {
    MultiMap all = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1]);
    }
    return new ForgeAnswer(status, all, body.getBytes(UTF_8));
  }

  private static Optional<Duration> wait(ForgeAnswer answer) {
    return new GitlabDialect(null).limit(answer, NOW);
  }

  @Test
  void aLimitIsWaitedForAsLongAsItsAnswerSays() {
    assertEquals(
        Optional.of(Duration.ofSeconds(7)), wait(answer(429, "Retry later", "retry-after", "7")));
    assertEquals(
        Optional.of(Duration.ofSeconds(30)),
        wait(answer(429, "", "ratelimit-remaining", "0", "ratelimit-reset", "1030")));
    assertEquals(Optional.of(Duration.ofSeconds(60)), wait(answer(429, "Retry later")));
    assertEquals(
        Optional.empty(), wait(answer(403, "rate limit", "ratelimit-remaining", "0")), "denied");
  }

  @ParameterizedTest
  @CsvSource({
    "301, forge_address_changed",
    "405, forge_address_changed",
    "401, forge_denied",
    "403, forge_denied",
    "404, forge_not_found",
    "400, forge_refused",
    "502, forge_unavailable"
  })
  void eachRefusalHasItsCode(int status, String code) {
    assertEquals(code, GitlabFault.of("GET x", answer(status, "{}")).code());
  }

  @Test
  void aMissingScopeIsNamed() {
    String body = "{\"error\":\"insufficient_scope\",\"error_description\":\"It requires more.\"}";

    String message = GitlabFault.of("POST x", answer(403, body)).message();

    assertTrue(message.contains("It requires more.") && message.contains("scope api"), message);
  }

  private static Map<String, Object> file(String path, String diff) {
    return new LinkedHashMap<>(
        JsonTree.of(
            "old_path", path,
            "new_path", path,
            "a_mode", "100644",
            "b_mode", "100644",
            "diff", diff));
  }

  private static Map<String, Object> with(Map<String, Object> file, String name, Object value) {
    file.put(name, value);
    return file;
  }

  @Test
  void aDiffOfFilesCanBeReadAndWhatIsLeftOutIsNamed() {
    Map<String, Object> added = with(file("a.py", "@@ -0,0 +1 @@\n+one\n"), "new_file", true);
    Map<String, Object> renamed = with(file("c.py", ""), "old_path", "b.py");
    renamed.put("renamed_file", true);
    Map<String, Object> mode = with(file("m.sh", ""), "b_mode", "100755");
    Map<String, Object> collapsed = with(file("d.py", ""), "collapsed", true);
    Map<String, Object> large = with(file("e.py", ""), "too_large", true);
    Map<String, Object> binary = file("f.png", "Binary files a/f.png and b/f.png differ\n");

    FilePatches patches =
        FilePatches.of(
            Stream.of(added, renamed, mode, collapsed, large, binary)
                .map(MergeJson::file)
                .toList());

    DiffParser.ParsedDiff parsed = DiffParser.parse(patches.diff());
    assertEquals(
        List.of("a.py", "c.py", "m.sh", "d.py", "e.py", "f.png"),
        parsed.diff().files().stream().map(one -> one.fileMetadata().path()).toList());
    assertEquals(
        List.of("d.py", "e.py", "f.png"),
        patches.missing().stream().map(text -> text.split(":", 2)[0]).toList());
    assertEquals(
        List.of(3, 4, 5), parsed.faults().stream().map(fault -> fault.file()).toList(), "no hunk");
  }

  @Test
  void aNameCannotWriteLinesOfTheDiff() {
    String name = "a\"\ndiff --git a/x b/x\ty\u00e9.py";
    Map<String, Object> file = file(name, "@@ -1 +1 @@\n-a\n+b\n");

    FilePatches patches = FilePatches.of(List.of(MergeJson.file(file)));

    DiffParser.ParsedDiff parsed = DiffParser.parse(patches.diff());
    assertEquals(
        List.of(name),
        parsed.diff().files().stream().map(one -> one.fileMetadata().path()).toList());
  }

  /** The ids are those of {@code git mktree}. */
  @Test
  void theIdOfATreeIsThatOfGit() {
    Object folder = entry("040000", "a", "4b825dc642cb6eb9a060e54bf8d69288fbee4904");
    Object dash = entry("100755", "a-b", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
    Object zero = entry("100644", "a0", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");

    assertEquals(
        "579be19cfe1eecb4ee7489ca27724b9e54d00c8b", RootTree.id(List.of(zero, folder, dash)));
  }

  private static Object entry(String mode, String name, String id) {
    return JsonTree.of("mode", mode, "name", name, "id", id);
  }

  private static Map<String, Object> merge(String sha) {
    return JsonTree.of(
        "iid",
        7L,
        "state",
        "opened",
        "sha",
        sha,
        "source_project_id",
        2L,
        "target_project_id",
        1L,
        "labels",
        List.of("crossreview"));
  }

  @Test
  void aMergeRequestFromAnotherProjectIsAForkAndOneWithoutACommitIsNotOpen() {
    PullRequest pull = MergeJson.of(merge("a".repeat(40)));

    assertTrue(pull.open() && pull.fork());
    assertEquals(List.of("crossreview"), pull.labels());
    assertFalse(MergeJson.of(merge("")).open());
  }

  @Test
  void whatGitlabHasNotComparedYetIsAskedForAgain() {
    ProblemException refusal =
        assertThrows(
            ProblemException.class,
            () -> MergeJson.commit(merge("a".repeat(40)), "/diff_refs/base_sha"));

    assertEquals("forge_unavailable", refusal.problem().code());
  }
}
