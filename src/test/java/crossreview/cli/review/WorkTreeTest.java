package crossreview.cli.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.CliException;
import crossreview.cli.review.SessionTexts.TextPair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A revision goes into the work tree as a whole or not at all, and touches nothing else. */
class WorkTreeTest {
  private static final String BASE = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n";

  @TempDir Path top;
  private TextPair texts;

  @BeforeEach
  void aCommittedChangeAndItsRevision() throws Exception {
    git("init", "-q", "-b", "main");
    write("src/a.txt", BASE);
    write("other.txt", "left alone\n");
    commit("base");
    write("src/a.txt", BASE.replace("two\n", "two\nDEBUG\nkept\n"));
    write("new.txt", "new  \n");
    commit("change");
    String submitted = git("diff", "HEAD~1..HEAD");
    String approved =
        submitted
            .replace("+DEBUG\n", "")
            .replace("@@ -1,5 +1,7 @@", "@@ -1,5 +1,6 @@")
            .replace("+new  \n", "+new\n");
    texts = new TextPair(submitted, approved);
  }

  @Test
  void onlyWhatTheRevisionChangedIsChangedAlsoFromAFolderBelow() throws Exception {
    write("other.txt", "somebody works here\n");
    write("src/a.txt", read("src/a.txt").replace("nine\n", "nine, and more\n"));
    write("untracked.txt", "as it was\n");

    List<String> changed = WorkTree.exchange(top.resolve("src"), texts, false);

    assertEquals(List.of("new.txt", "src/a.txt"), changed);
    assertEquals(
        BASE.replace("two\n", "two\nkept\n").replace("nine\n", "nine, and more\n"),
        read("src/a.txt"));
    assertEquals("new\n", read("new.txt"));
    assertEquals("somebody works here\n", read("other.txt"));
    assertEquals("as it was\n", read("untracked.txt"));
    assertEquals("", git("diff", "--cached"), "nothing is staged");
  }

  @Test
  void aPersonsSettingsAndReplacedObjectsHaveNoEffect() throws Exception {
    git("config", "diff.noprefix", "true");
    git("config", "diff.renames", "copies");
    git("config", "diff.external", "false");
    git("config", "apply.ignoreWhitespace", "change");
    git("config", "apply.whitespace", "fix");
    git("config", "core.quotePath", "true");
    git(
        "replace",
        git("rev-parse", "HEAD:other.txt").strip(),
        git("rev-parse", "HEAD:src/a.txt").strip());

    List<String> changed = WorkTree.exchange(top, texts, false);

    assertEquals(List.of("new.txt", "src/a.txt"), changed);
    assertEquals(BASE.replace("two\n", "two\nkept\n"), read("src/a.txt"));
    assertEquals("left alone\n", read("other.txt"));
  }

  @Test
  void aDiffThatWasDecodedWithALossIsRefusedWithThatReason() throws Exception {
    Files.write(top.resolve("new.txt"), new byte[] {'n', (byte) 0xE4, '\n'});
    TextPair lossy =
        new TextPair(
            texts.submitted().replace("+new  \n", "+n\ufffd\n"),
            texts.approved().replace("+new\n", "+na\n"));

    CliException refused =
        assertThrows(CliException.class, () -> WorkTree.exchange(top, lossy, false));

    assertEquals("revision_not_applicable", refused.code());
    assertTrue(refused.getMessage().contains("not UTF-8"), refused::getMessage);
  }

  @Test
  void aDryRunChangesNothing() throws Exception {
    List<String> would = WorkTree.exchange(top, texts, true);

    assertEquals(List.of("new.txt", "src/a.txt"), would);
    assertEquals("", git("status", "--porcelain"));
  }

  @Test
  void aWorkTreeWithoutTheSubmittedChangeIsLeftAsItIs() throws Exception {
    git("checkout", "-q", "HEAD~1");

    CliException refused =
        assertThrows(CliException.class, () -> WorkTree.exchange(top, texts, false));

    assertEquals("revision_not_applicable", refused.code());
    assertTrue(
        refused.getMessage().contains("does not have the submitted change"), refused::getMessage);
    assertEquals("", git("status", "--porcelain"));
  }

  @Test
  void aTextThatIsNoDiffIsRefused() throws Exception {
    TextPair plain = new TextPair("a plan\n", "a better plan\n");

    CliException refused =
        assertThrows(CliException.class, () -> WorkTree.exchange(top, plain, false));

    assertEquals("revision_not_applicable", refused.code());
  }

  @Test
  void outsideOfARepositoryItIsSaidThatThereIsNone(@TempDir Path elsewhere) {
    CliException refused =
        assertThrows(CliException.class, () -> WorkTree.exchange(elsewhere, texts, false));

    assertEquals("no_repository", refused.code());
  }

  private void commit(String message) throws Exception {
    git("add", "-A");
    git("commit", "-qm", message);
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(top.resolve(name).getParent());
    Files.writeString(top.resolve(name), text);
  }

  private String read(String name) throws IOException {
    return Files.readString(top.resolve(name));
  }

  private String git(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@example.com"));
    command.addAll(List.of(arguments));
    Process git = new ProcessBuilder(command).directory(top.toFile()).start();
    git.getOutputStream().close();
    String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(git.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(git.waitFor(30, TimeUnit.SECONDS) && git.exitValue() == 0, command + err);
    return out;
  }
}
