package crossreview.cli.review;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.CliContext;
import crossreview.cli.CliContextFixture;
import crossreview.cli.CliException;
import crossreview.git.ChangeSelection.WorkingTreeChange;
import crossreview.testkit.GitSandbox;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a change reviewers are not shown: the change itself has no say in it. */
class ReviewExclusionsTest {
  private static final String CONFIG = ".crossreview/config.json";

  @TempDir Path top;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private CliContext context() {
    PrintStream errors = new PrintStream(err, true, UTF_8);
    return CliContextFixture.of(top, InputStream.nullInputStream(), errors, errors);
  }

  private List<Map<String, Object>> exclusions(String... globs) {
    ArtifactInput input =
        new ArtifactSource(context()).changeWithFiles(new WorkingTreeChange(), List.of());
    return ReviewExclusions.of(context(), input, List.of(globs));
  }

  private static Map<String, Object> one(String reason, String... globs) {
    return Map.of("reason", reason, "globs", List.of(globs));
  }

  private static String config(String glob, String reason) {
    return "{\"exclude\":[{\"glob\":\"%s\",\"reason\":\"%s\"}]}".formatted(glob, reason);
  }

  @Test
  void whatThePersonTheConfigurationAndTheAttributesNameIsSentWithItsReason() {
    GitSandbox git = GitSandbox.init(top);
    git.write(CONFIG, config("data/**", "samples"))
        .write(".gitattributes", "*.gen.c linguist-generated\nlib/** linguist-vendored=true\n")
        .write("a.gen.c", "1\n")
        .write("lib/b.c", "1\n");
    String base = git.commit("base");
    git.write("a.gen.c", "2\n").write("lib/b.c", "2\n").write("c.c", "1\n");
    String at = base.substring(0, 8);

    assertEquals(
        List.of(
            one("--exclude", "docs/**"),
            one("samples, says " + CONFIG + " at " + base.substring(0, 11) + "…", "data/**"),
            one("linguist-generated in .gitattributes at " + at, "a.gen.c"),
            one("linguist-vendored in .gitattributes at " + at, "lib/b.c")),
        exclusions("docs/**"));
  }

  @Test
  void aChangeExcludesNothingFromItsOwnReview() {
    GitSandbox git = GitSandbox.init(top);
    git.write("a.c", "1\n").commit("base");
    git.write("a.c", "2\n")
        .write(CONFIG, config("*", "mine"))
        .write(".gitattributes", "* linguist-generated\n")
        .write(".git/info/attributes", "* linguist-generated\n");
    git.git("add", ".");

    assertEquals(List.of(), exclusions());
  }

  @Test
  void anAttributeThatIsUnsetDoesNotExclude() {
    GitSandbox git = GitSandbox.init(top);
    git.write(".gitattributes", "*.c linguist-generated\na.c -linguist-generated\n")
        .write("a.c", "1\n")
        .commit("base");
    git.write("a.c", "2\n");

    assertEquals(List.of(), exclusions());
  }

  @Test
  void manyGeneratedFilesAreExcludedAsFarAsALineHasRoomAndTheRestIsSaid() {
    GitSandbox git = GitSandbox.init(top);
    git.write(".gitattributes", "gen/** linguist-generated\n").commit("base");
    for (int i = 0; i < 500; i++) {
      git.write("gen/f" + i + ".c", "1\n");
    }

    List<?> globs = (List<?>) exclusions().getFirst().get("globs");

    assertEquals(256, globs.size());
    assertTrue(err.toString(UTF_8).contains("244 exclusions of the repository have no room"));
  }

  @Test
  void aGlobThatCannotBeIsRefused() {
    GitSandbox git = GitSandbox.init(top);
    git.write("a.c", "1\n").commit("base");
    git.write("a.c", "2\n");

    CliException refused = assertThrows(CliException.class, () -> exclusions("/abs"));

    assertEquals("bad_glob", refused.code());
    assertTrue(refused.getMessage().startsWith("--exclude /abs: "), refused.getMessage());
  }

  @Test
  void aMistakeInTheConfigurationIsRefusedWithItsPlace() {
    GitSandbox git = GitSandbox.init(top);
    git.write(CONFIG, "{\"exclude\":[{\"glob\":\"/a\",\"reason\":\"r\"}]}").commit("base");
    git.write("a.c", "2\n");

    CliException refused = assertThrows(CliException.class, this::exclusions);

    assertEquals("bad_repository_config", refused.code());
    assertTrue(refused.getMessage().contains("exclude[0].glob"), refused.getMessage());
  }
}
