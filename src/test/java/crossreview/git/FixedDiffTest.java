package crossreview.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.git.ChangeSelection.RangeChange;
import crossreview.git.ChangeSelection.WorkingTreeChange;
import crossreview.model.ProblemException;
import crossreview.testkit.GitSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No setting and no attribute changes what is compared or how it is printed. */
@TestInstance(Lifecycle.PER_CLASS)
class FixedDiffTest {
  /** With these git looks for another repository than this one. */
  private static final Set<String> ANOTHER_REPOSITORY = Set.of("core.bare", "core.worktree");

  private GitSandbox repo;
  private String config;
  private String committed;
  private String uncommitted;

  @BeforeAll
  void aRepositoryWithTwoCommitsAndAChange(@TempDir Path folder) throws Exception {
    repo = GitSandbox.init(folder.resolve("repo"));
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      lines.append("void f").append(i).append("() {\n  a();\n}\n\n");
    }
    repo.write("src/code.c", lines.toString()).write("old.txt", "a\nb\nc\nd\n").write("ä", "x\n");
    repo.write("picture", new byte[] {0, 1, 2}).commit("first");
    repo.git("mv", "old.txt", "new.txt");
    repo.write(
        "src/code.c", lines.toString().replace("f7() {\n  a", "f7() {\n  b").replace("f9", "g"));
    repo.write("ä", "y \n\n").write("picture", new byte[] {0, 1, 3}).commit("second");
    repo.write("src/code.c", lines.toString().replace("f3", "h")).write("more.txt", "more\n");
    config = Files.readString(repo.top().resolve(".git/config"));
    committed = committed();
    uncommitted = uncommitted();
  }

  @ParameterizedTest
  // One of them fits a key of any kind.
  @ValueSource(
      strings = {"true", "false", "always", "0", "1", "7", "patience", "/nowhere", "red", "log"})
  void allKeysOfDiffAtOnce(String value) throws Exception {
    List<String> keys = keys("diff.");
    assertTrue(keys.size() > 20, () -> "git lists its keys: " + keys);

    set(keys, value);

    assertEquals(committed, committed());
    assertEquals(uncommitted, uncommitted());
  }

  @Test
  void allColours() throws Exception {
    List<String> keys = keys("color.");
    List<String> plain = keys.stream().filter(key -> key.split("\\.").length == 2).toList();
    // Every command of git reads these two, which are true or false.
    set(plain.stream().filter(key -> !key.matches("color\\.(pager|advice)")).toList(), "always");
    assertEquals(committed, committed());
    assertEquals(uncommitted, uncommitted());

    set(keys.stream().filter(key -> key.split("\\.").length == 3).toList(), "red");
    assertEquals(committed, committed());
  }

  @Test
  void everyKeyOfCore() throws Exception {
    for (String key : keys("core.")) {
      set(List.of(key), "true");
      String diff = committed();
      boolean refused = diff.startsWith("no_repository: git: "); // git's own word about the value
      assertTrue(refused || diff.equals(committed), () -> key + ": " + diff);
    }
  }

  /** The keys that git itself lists. */
  private List<String> keys(String... families) {
    return repo.git("help", "--config")
        .lines()
        .filter(key -> Arrays.stream(families).anyMatch(key::startsWith))
        .filter(key -> !ANOTHER_REPOSITORY.contains(key))
        .toList();
  }

  private void set(List<String> keys, String value) throws IOException {
    StringBuilder text = new StringBuilder(config);
    for (String key : keys) {
      String[] names = key.replace("<driver>", "c").split("\\.");
      String section = names.length == 2 ? names[0] : names[0] + " \"" + names[1] + "\"";
      text.append("[" + section + "]\n\t" + names[names.length - 1] + " = " + value + "\n");
    }
    Files.writeString(repo.top().resolve(".git/config"), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* -diff",
        "* diff",
        "* diff=odd",
        "* binary",
        "* -text",
        "* text eol=crlf",
        "* ident",
        "* whitespace=trail",
        "* -merge",
        "* conflict-marker-size=3",
        "* linguist-generated",
        "* export-ignore",
        "* encoding=latin1"
      })
  void noAttributeWhereverItIs(String line) throws Exception {
    set(List.of("diff.odd.textconv", "diff.odd.command", "diff.odd.xfuncname"), "echo");
    repo.write(".git/info/attributes", line + "\n");
    assertEquals(committed, committed(), "info/attributes");
    assertEquals(uncommitted, uncommitted(), "info/attributes");
    repo.write(".git/info/attributes", "");
    repo.write(".gitattributes", line + "\n");
    assertEquals(committed, committed(), ".gitattributes");
    String rest = uncommitted.substring(uncommitted.indexOf("diff --git"));
    assertTrue(uncommitted().endsWith(rest), "the file itself is a part of the change");
    Files.delete(repo.top().resolve(".gitattributes"));
  }

  private String committed() {
    return read(new RangeChange("HEAD~1", "HEAD", false));
  }

  private String uncommitted() {
    return read(new WorkingTreeChange());
  }

  private String read(ChangeSelection selection) {
    try {
      ChangeReader reader = new ChangeReader(GitProgram.in(repo.top()), repo.top());
      return new String(reader.read(selection, List.of()).diff(), UTF_8);
    } catch (ProblemException e) {
      return e.getMessage();
    }
  }
}
