package crossreview.peer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.peer.PeerResponse;
import crossreview.sandbox.ProgramSandbox;
import crossreview.sandbox.SandboxMode;
import crossreview.sandbox.SandboxPolicy;
import crossreview.sandbox.SandboxSupport;
import crossreview.testkit.Eventually;
import crossreview.testkit.ReviewHarness;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hostile programs in the real sandbox; skipped where bubblewrap does not work. */
class SandboxedCommandTest extends CommandCase {
  private static final SandboxSupport SUPPORT = SandboxSupport.find();

  private Path data;
  private Path bound;

  @BeforeEach
  void open() throws IOException {
    assumeTrue(SUPPORT.bwrap() != null, SUPPORT.reason());
    Path outside = Files.createDirectory(dir.resolve("outside"));
    data = Files.createDirectories(outside.resolve("data"));
    Files.writeString(data.resolve("operator.token"), "the operator's token");
    Files.writeString(outside.resolve("secret"), "a key in the home");
    bound = Files.createDirectories(dir.resolve("bound"));
    sandbox = sandbox(true, bound);
  }

  private ProgramSandbox sandbox(boolean network, Path... bind) {
    SandboxPolicy policy =
        new SandboxPolicy(SandboxMode.REQUIRED, List.of(bind), List.of(), network);
    return new ProgramSandbox(policy, SUPPORT, data);
  }

  private String said(String script) {
    return ReviewHarness.get(script(script)).text();
  }

  @Test
  void itSeesNeitherTheDataDirectoryNorAnyFileOfTheHomeNorTheKeysOfTheSystem() {
    String tries =
        "for f in %s/operator.token %s/secret /etc/shadow /root/.bashrc /home/*; do"
            + " cat $f >/dev/null 2>&1 && echo read $f; ls $f >/dev/null 2>&1 && echo seen $f;"
            + " done; true";

    assertEquals("", said(tries.formatted(data, data.getParent())));
  }

  @Test
  void aBindAroundTheDataDirectoryShowsWhatIsBesideItOnly() {
    sandbox = sandbox(true, data.getParent());

    assertEquals("a key in the home", said("cat " + data.getParent() + "/secret"));
    assertEquals("", said("ls -A " + data));
  }

  @Test
  void noProcessOfTheDaemonIsThere() {
    String all = said("cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ | tr '\\0' '\\n'");

    assertFalse(all.contains("java"), all);
    assertFalse(all.contains("HOME="), all);
  }

  @Test
  void noDescriptorIsInheritedButTheThreeOfAProgram() {
    assertEquals("0 1 2 3 ", said("ls /proc/self/fd | tr '\\n' ' '"), "3 is the listing itself");
  }

  @Test
  void itWritesInItsOwnFoldersAndInWhatIsBoundAndNowhereElse() throws IOException {
    String tries =
        "for f in /usr/x /etc/x /opt/x /x /review/x /tmp/x %s/x; do"
            + " (echo x > $f) 2>/dev/null && echo $f; done; true";

    List<String> written = said(tries.formatted(bound)).lines().toList();

    assertEquals(List.of("/review/x", "/tmp/x", bound + "/x"), written);
    assertEquals("x\n", Files.readString(bound.resolve("x")));
    nothingIsLeft();
  }

  @Test
  void withoutNetworkThereIsNotEvenTheLoopback() {
    sandbox = sandbox(false);

    assertEquals("lo\n", said("tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '"));
    assertFalse(said("cat /proc/net/route").lines().count() > 1);
  }

  @Test
  void aChildThatMakesASessionOfItsOwnEndsWithTheSandbox() {
    String script =
        "setsid sh -c 'while :; do date +%s%N > "
            + bound
            + "/beat; sleep 0.02; done' &"
            + " while [ ! -s "
            + bound
            + "/beat ]; do sleep 0.01; done; echo ok";

    assertEquals("ok\n", said(script));

    String last = written(bound.resolve("beat"));
    Eventually.holds(() -> ProcessHandle.allProcesses().noneMatch(this::beats));
    assertFalse(last.isEmpty());
  }

  /** One of this test, not of another one on the same machine. */
  private boolean beats(ProcessHandle process) {
    String[] words = process.info().arguments().orElse(new String[0]);
    return List.of(words).stream().anyMatch(word -> word.contains(bound + "/beat"));
  }

  @Test
  void itGetsTermBeforeItIsKilled() {
    Path told = bound.resolve("told");
    String script =
        "trap 'echo TERM > %s; exit 0' TERM; echo it waits > %s; while :; do sleep 0.05; done";
    Path waits = bound.resolve("waits");

    Future<PeerResponse> reply = script(script.formatted(told, waits));
    timeIsUpOnceThereIs(waits);

    assertEquals(FailureClass.TIMEOUT, failure(reply).failureClass());
    Eventually.holds(() -> written(told).equals("TERM"));
    nothingIsLeft();
  }

  @Test
  void itsLimitsAreThoseOfTheKernel() {
    String limits = said("ulimit -c; ulimit -t; ulimit -f; ulimit -d; ulimit -p");

    List<String> lines = limits.lines().toList();
    assertEquals("0", lines.get(0));
    assertFalse(limits.contains("unlimited"), limits);
    assertTrue(Long.parseLong(lines.get(1)) >= LONG.toSeconds());
  }

  @Test
  void whereItIsRequiredAndDoesNotWorkNothingIsStarted() {
    Path ran = dir.resolve("ran");
    SandboxPolicy policy = new SandboxPolicy(SandboxMode.REQUIRED, List.of(), List.of(), true);
    sandbox = new ProgramSandbox(policy, new SandboxSupport(null, "there is none"), data);

    PeerFailure failure = failure(script("touch " + ran));

    assertEquals("command_not_started", failure.failureCode());
    assertTrue(failure.hint().contains("there is none"), failure.hint());
    assertFalse(Files.exists(ran));
  }
}
