package crossreview.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SandboxArgumentsTest {
  private static final Path BWRAP = Path.of("/usr/bin/bwrap");
  private static final Path DATA = Path.of("/home/ann/.local/share/crossreview");

  private static SandboxPolicy policy(boolean network, String... bind) {
    return new SandboxPolicy(
        SandboxMode.AUTO, List.of(bind).stream().map(Path::of).toList(), List.of(), network);
  }

  private static List<String> line(SandboxPolicy policy) {
    return SandboxArguments.of(
        BWRAP,
        policy,
        new SandboxArguments.SandboxFolders(
            Path.of("/tmp/call/work"),
            Path.of("/tmp/call/tmp"),
            Path.of("/tmp/call/home"),
            Path.of("/home/ann"),
            List.of(Path.of("/home/ann/.local/bin")),
            DATA));
  }

  private static boolean has(List<String> line, String words) {
    return (" " + String.join(" ", line) + " ").contains(" " + words + " ");
  }

  @Test
  void theSystemIsReadOnlyAndTheFoldersOfTheCallAreItsOwn() {
    List<String> line = line(policy(true));

    assertEquals(BWRAP.toString(), line.getFirst());
    assertEquals("--", line.getLast());
    assertTrue(has(line, "--ro-bind-try /usr /usr"));
    assertTrue(has(line, "--bind /tmp/call/tmp /tmp"));
    assertTrue(has(line, "--bind /tmp/call/home /home/ann"));
    assertTrue(has(line, "--bind /tmp/call/work /review --remount-ro / --chdir /review --"));
    assertTrue(has(line, "--unshare-pid") && has(line, "--proc /proc"));
    assertFalse(has(line, "--ro-bind-try /etc /etc"), "settings and keys of services lie there");
    assertFalse(has(line, DATA.toString()));
  }

  @Test
  void whatIsBoundComesAfterTheHomeThatItIsIn() {
    List<String> line = line(policy(true, "/home/ann/.claude"));

    int home = line.indexOf("/home/ann");
    assertTrue(home < line.indexOf("/home/ann/.local/bin"));
    assertTrue(has(line, "--bind-try /home/ann/.claude /home/ann/.claude"));
    assertTrue(home < line.indexOf("/home/ann/.claude"));
  }

  @Test
  void whatIsBoundReadOnlyWinsOverAFolderAroundIt() {
    Path folder = Path.of("/home/ann/.claude");
    Path file = folder.resolve("settings.json");
    SandboxPolicy policy =
        new SandboxPolicy(SandboxMode.AUTO, List.of(folder), List.of(file), true);

    List<String> line = line(policy);

    assertTrue(has(line, "--ro-bind-try " + file + " " + file));
    assertTrue(line.indexOf(folder.toString()) < line.indexOf(file.toString()));
  }

  @Test
  void theNetworkIsThereUnlessItIsTakenAway() {
    assertFalse(has(line(policy(true)), "--unshare-net"));
    assertTrue(has(line(policy(false)), "--unshare-net"));
  }

  @Test
  void aBindAroundTheDataDirectoryDoesNotShowIt() {
    List<String> around = line(policy(true, "/home/ann/.local"));
    List<String> beside = line(policy(true, "/home/ann/.local/share/other"));

    assertTrue(has(around, "--tmpfs " + DATA));
    assertTrue(around.lastIndexOf("/home/ann/.local") < around.indexOf(DATA.toString()));
    assertFalse(has(beside, "--tmpfs " + DATA));
  }
}
