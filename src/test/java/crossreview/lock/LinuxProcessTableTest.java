package crossreview.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class LinuxProcessTableTest {
  @TempDir Path root;
  private LinuxProcessTable table;

  @BeforeEach
  void begin() throws IOException {
    table = new LinuxProcessTable(root);
    process(1, "(init)", 'S', 1, "3");
  }

  private void process(long pid, String name, char state, int threads, String start)
      throws IOException {
    Path folder = Files.createDirectories(root.resolve("proc/" + pid));
    String middle = " 1 1 1 0 -1 4194560 0 0 0 0 0 0 0 0 20 0 ";
    String line = pid + " " + name + " " + state + middle + threads + " 0 " + start + " 99 5\n";
    Files.writeString(folder.resolve("stat"), line);
  }

  @Test
  void aProcessIsTheSameWhileItsPidAndStartTimeAre() throws IOException {
    process(77, "(java)", 'S', 30, "900");

    assertFalse(table.isDead(77, "900"));
    assertTrue(table.isDead(77, "899"));
    assertTrue(table.isDead(78, "900"));
  }

  @Test
  void aNameWithBlanksAndParenthesesIsRead() throws IOException {
    process(77, "(a) 1 (b) Z)", 'S', 30, "900");

    assertFalse(table.isDead(77, "900"));
    assertTrue(table.isDead(77, "899"));
  }

  @Test
  void aKilledProcessThatNobodyCollectedIsGoneUnlessAThreadStillRuns() throws IOException {
    process(77, "(java)", 'Z', 1, "900");
    process(78, "(java)", 'Z', 2, "900");

    assertTrue(table.isDead(77, "900"));
    assertFalse(table.isDead(78, "900"));
  }

  @Test
  void whatCannotBeReadIsNotGone() throws IOException {
    Files.createDirectories(root.resolve("proc/77/stat")); // a directory: every read fails

    assertFalse(table.isDead(77, "900"));
    assertFalse(table.isDead(78, ""));
  }

  @Test
  void whereTheProcessesOfOthersAreHiddenNobodyIsGone() throws IOException {
    Files.delete(root.resolve("proc/1/stat"));

    assertFalse(table.isDead(78, "900"));
  }

  @Test
  void theStartOfTheMachineIsReadAndUnknownElsewhere() throws IOException {
    assertEquals(Instant.MIN, table.booted());

    Files.writeString(root.resolve("proc/stat"), "cpu 1 2 3\nbtime 1795573119\nprocesses 5\n");

    assertEquals(Instant.ofEpochSecond(1_795_573_119L), table.booted());
  }

  @Test
  void aMachineThatTellsNothingStillKnowsItsPid() {
    LockHolder self = table.self("node-a");

    assertEquals(ProcessHandle.current().pid(), self.pid());
    assertEquals("", self.machineId() + self.bootId() + self.pidNamespace());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void onThisMachineWeAreAliveAndAFinishedProcessIsGone() throws Exception {
    LinuxProcessTable real = new LinuxProcessTable();
    LockHolder self = real.self("node-a");
    Process child = new ProcessBuilder("cat").start();
    LockHolder sleeping = new LockHolder("c", "", "", "", child.pid(), startOf(child.pid()), 0);

    assertFalse(real.isDead(self.pid(), self.started()));
    assertFalse(real.isDead(child.pid(), sleeping.started()));
    child.destroyForcibly().waitFor();

    assertTrue(real.isDead(child.pid(), sleeping.started()));
  }

  private static String startOf(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
  }
}
