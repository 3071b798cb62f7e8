package crossreview.cli.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.CliException;
import crossreview.testkit.GitSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the hooks of a repository when ours come and go. */
class GitHookFolderTest {
  private static final String OTHER = "#!/bin/sh\necho another hook\n";

  @TempDir Path home;
  private GitSandbox repository;

  @BeforeEach
  void make() {
    repository = GitSandbox.init(home.resolve("shop"));
    repository.write("a.txt", "a\n").commit("base");
  }

  private static String installed(Path directory, String... options) {
    return GitHookFolder.around(directory)
        .install(GitHookScript.PRE_PUSH, "/opt/it's here/crossreview", List.of(options))
        .sentence();
  }

  private static GitHookFolder.HookChange removed(Path directory) {
    return GitHookFolder.around(directory).uninstall(GitHookScript.PRE_PUSH);
  }

  private Path hook(String name) {
    return repository.top().resolve(".git/hooks").resolve(name);
  }

  @Test
  void aScriptIsInstalledAndRemoved() throws Exception {
    installed(repository.top(), "--data-dir", "/a b");

    String script = Files.readString(hook("pre-push"));
    assertTrue(script.contains("program='/opt/it'\\''s here/crossreview'\n"), script);
    assertTrue(script.contains("gate '--data-dir' '/a b' --base "), script);
    assertTrue(Files.isExecutable(hook("pre-push")));
    installed(repository.top());
    assertTrue(Files.readString(hook("pre-push")).contains(" gate --base "));

    assertTrue(removed(repository.top()).changed());
    assertFalse(Files.exists(hook("pre-push")));
    assertFalse(removed(repository.top()).changed());
  }

  @Test
  void theHookThatWasThereIsKeptAndComesBack() throws Exception {
    Files.createDirectories(hook("x").getParent());
    Files.writeString(hook("pre-push"), OTHER);

    assertTrue(installed(repository.top()).contains("runs first"));
    installed(repository.top());
    assertEquals(OTHER, Files.readString(hook("pre-push.before-crossreview")));

    removed(repository.top());
    assertEquals(OTHER, Files.readString(hook("pre-push")));
    assertFalse(Files.exists(hook("pre-push.before-crossreview")));
  }

  @Test
  void aFileThatIsNotOursIsNeitherRemovedNorReplacedTwice() throws Exception {
    Files.createDirectories(hook("x").getParent());
    Files.writeString(hook("pre-push"), OTHER);
    assertFalse(removed(repository.top()).changed());
    assertEquals(OTHER, Files.readString(hook("pre-push")));

    Files.writeString(hook("pre-push.before-crossreview"), "kept");
    CliException refused = assertThrows(CliException.class, () -> installed(repository.top()));
    assertEquals("file_exists", refused.code());
    assertEquals(OTHER, Files.readString(hook("pre-push")));
    assertEquals("kept", Files.readString(hook("pre-push.before-crossreview")));
  }

  @Test
  void theFolderIsTheOneThatGitUses() throws Exception {
    repository.git("config", "core.hooksPath", "tools/hooks");
    installed(repository.top());
    assertTrue(Files.exists(repository.top().resolve("tools/hooks/pre-push")));

    repository.git("config", "--unset", "core.hooksPath");
    Path tree = home.resolve("tree");
    repository.git("worktree", "add", "-q", tree.toString());
    installed(tree);
    assertTrue(Files.exists(hook("pre-push")), "all work trees of a repository share its hooks");
  }

  @Test
  void outsideOfARepositoryNothingIsWritten() {
    CliException refused = assertThrows(CliException.class, () -> installed(home));

    assertEquals("no_repository", refused.code());
  }
}
