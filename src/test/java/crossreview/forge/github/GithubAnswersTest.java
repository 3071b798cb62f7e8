package crossreview.forge.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.diff.DiffParser;
import crossreview.forge.FilePatches;
import crossreview.forge.http.ForgeAnswer;
import crossreview.json.JsonTree;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What GitHub's answers mean. */
class GithubAnswersTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_000);

  private static ForgeAnswer answer(int status, String message, String... headers) {
    MultiMap all = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1]);
    }
    return new ForgeAnswer(status, all, ("{\"message\":\"" + message + "\"}").getBytes(UTF_8));
  }

  private static Optional<Duration> wait(ForgeAnswer answer) {
    return GithubDialect.LIMITS.of(answer, NOW);
  }

  @Test
  void aLimitIsWaitedForAsLongAsItsAnswerSays() {
    assertEquals(
        Optional.of(Duration.ofSeconds(7)),
        wait(answer(403, "You have exceeded a secondary rate limit", "retry-after", "7")));
    assertEquals(
        Optional.of(Duration.ofSeconds(30)),
        wait(
            answer(
                403,
                "API rate limit exceeded",
                "x-ratelimit-remaining",
                "0",
                "x-ratelimit-reset",
                "1030")));
    assertEquals(
        Optional.of(Duration.ofSeconds(60)),
        wait(answer(403, "You have exceeded a secondary rate limit")));
    assertEquals(Optional.of(Duration.ofSeconds(60)), wait(answer(429, "slow down")));
  }

  @Test
  void aMissingPermissionIsNoLimit() {
    assertEquals(
        Optional.empty(), wait(answer(403, "Resource not accessible by personal access token")));
    assertEquals(Optional.empty(), wait(answer(404, "Not Found")));
  }

  @ParameterizedTest
  @CsvSource({
    "301, forge_address_changed", "401, forge_denied", "403, forge_denied",
    "404, forge_not_found", "422, forge_refused", "502, forge_unavailable"
  })
  void eachRefusalHasItsCode(int status, String code) {
    assertEquals(code, GithubFault.of("GET x", answer(status, "m")).code());
  }

  @Test
  void aMissingPermissionIsNamed() {
    String message =
        GithubFault.of(
                "POST x", answer(403, "no", "x-accepted-github-permissions", "statuses=write"))
            .message();

    assertTrue(message.contains("statuses=write"), message);
  }

  @Test
  void aDiffOfFilesCanBeReadAndWhatIsLeftOutIsNamed() {
    Object patched =
        JsonTree.of(
            "filename", "a.py", "status", "added", "changes", 1L, "patch", "@@ -0,0 +1 @@\n+one");
    Object moved =
        JsonTree.of(
            "filename", "c.py", "previous_filename", "b.py", "status", "renamed", "changes", 0L);
    Object large = JsonTree.of("filename", "d.py", "status", "modified", "changes", 90_000L);
    Object binary = JsonTree.of("filename", "e.png", "status", "modified", "changes", 0L);

    FilePatches patches =
        FilePatches.of(Stream.of(patched, moved, large, binary).map(GithubFiles::of).toList());

    DiffParser.ParsedDiff parsed = DiffParser.parse(patches.diff());
    assertEquals(
        List.of(2, 3), parsed.faults().stream().map(fault -> fault.file()).toList(), "no hunk");
    assertEquals(
        List.of("a.py", "c.py", "d.py", "e.png"),
        parsed.diff().files().stream().map(file -> file.fileMetadata().path()).toList());
    assertEquals(2, patches.missing().size());
    assertTrue(patches.missing().getFirst().startsWith("d.py"), "" + patches.missing());
  }
}
