package crossreview.cli.review;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.CliContext;
import crossreview.cli.CliContextFixture;
import crossreview.cli.CliException;
import crossreview.cli.review.ReviewContext.ContextOptions;
import crossreview.git.ChangeSelection.WorkingTreeChange;
import crossreview.model.material.ContextFile;
import crossreview.testkit.GitSandbox;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files go along with a text. */
class ReviewContextTest {
  @TempDir Path top;

  @Test
  void rulesComeFirstThenNamedFilesThenChangedOnes() {
    GitSandbox git = GitSandbox.init(top);
    git.write("a.c", "one\n").write("REVIEW.md", "Be kind.\n").write("spec.md", "Spec.\n");
    git.commit("base");
    git.write("a.c", "two\n");

    assertEquals(
        List.of("rule REVIEW.md", "attached spec.md", "after a.c", "before a.c"),
        sent(new ContextOptions(List.of("spec.md"), true, false)));
    assertEquals(List.of("rule REVIEW.md"), sent(new ContextOptions(List.of(), false, false)));
  }

  @Test
  void aChangedFileThatIsBinaryOrEmptyIsNamed() throws Exception {
    GitSandbox git = GitSandbox.init(top);
    git.write("a.c", "one\n");
    Files.write(top.resolve("b.png"), new byte[] {1, 0, 2});
    git.commit("base");
    git.write("a.c", "");
    Files.write(top.resolve("b.png"), new byte[] {1, 0, 3});

    List<Map<String, Object>> files = files(new ContextOptions(List.of(), true, false));

    assertEquals(
        List.of("it is empty", "it is binary", "", "it is binary"),
        files.stream().map(file -> file.getOrDefault("omitted", "")).toList());
  }

  @Test
  void noMoreIsSentThanASessionTakes() {
    GitSandbox git = GitSandbox.init(top);
    for (int i = 0; i < 24; i++) {
      git.write("x".repeat(180) + "/" + i + ".c", "1\n");
    }
    git.commit("base");
    for (int i = 0; i < 24; i++) {
      git.write("x".repeat(180) + "/" + i + ".c", "2\n");
    }

    List<Map<String, Object>> files = files(new ContextOptions(List.of(), true, false));

    int characters = files.stream().mapToInt(file -> file.get("path").toString().length()).sum();
    assertTrue(characters <= ContextFile.CHARACTERS_MAX, () -> characters + " characters");
    assertTrue(files.size() > 40, () -> files.size() + " files");
  }

  @ParameterizedTest
  @CsvSource({
    "none.md, there is no such file",
    "folder, it is not a file",
    "empty.md, it is empty",
    "binary, binary data",
    "large.md, and a prompt shows at most 65536"
  })
  void aNamedFileThatCannotBeShownIsRefused(String name, String why) throws Exception {
    Files.createDirectory(top.resolve("folder"));
    Files.writeString(top.resolve("empty.md"), "");
    Files.write(top.resolve("binary"), new byte[] {'a', 0, 'b', 'c', 'd', 'e'});
    Files.writeString(top.resolve("large.md"), "x".repeat(70_000));
    ArtifactInput input = ArtifactInput.of("text", "plan.md", List.of());

    CliException refused =
        assertThrows(
            CliException.class,
            () ->
                ReviewContext.of(context(), input, new ContextOptions(List.of(name), true, false)));

    assertEquals("cannot_read", refused.code());
    assertTrue(refused.getMessage().startsWith("--context " + name + ": "), refused::getMessage);
    assertTrue(refused.getMessage().contains(why), refused::getMessage);
  }

  private List<String> sent(ContextOptions options) {
    return files(options).stream().map(file -> file.get("kind") + " " + file.get("path")).toList();
  }

  private List<Map<String, Object>> files(ContextOptions options) {
    ArtifactInput input =
        new ArtifactSource(context()).changeWithFiles(new WorkingTreeChange(), List.of());
    return ReviewContext.of(context(), input, options);
  }

  private CliContext context() {
    return CliContextFixture.of(
        top, null, null, new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
  }
}
