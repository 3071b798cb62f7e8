package crossreview.lock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Problem;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever lies at {@code .lock} and is not an empty directory is refused by name and stays. */
final class LockShapeTest {
  private static final long DEAD_PID = 4_000_000_000L;

  @TempDir Path root;
  private LockRig rig;

  @BeforeEach
  void begin() throws IOException {
    rig = new LockRig(root);
  }

  @ParameterizedTest
  @CsvSource({"live, 0", "live, 900", "dead, 900", "empty, 0", "empty, 900"})
  void aRegularFileIsRefusedWithARemedyAndKept(String content, long ageSeconds) throws IOException {
    byte[] bytes = content(content);
    FileTime mtime = FileTime.from(rig.time.now().minusSeconds(ageSeconds));
    Files.write(rig.lock, bytes);
    Files.setLastModifiedTime(rig.lock, mtime);

    Problem problem = refusedAtOnce();

    assertTrue(problem.message().contains("detected a pre-v4.1.0 lock file"), problem.message());
    assertTrue(problem.message().contains(rig.lock.toString()), problem.message());
    assertTrue(problem.message().contains("stop all processes"), problem.message());
    assertArrayEquals(bytes, Files.readAllBytes(rig.lock));
    assertEquals(mtime, rig.mtime());
  }

  private static byte[] content(String kind) {
    return switch (kind) {
      case "live" -> String.valueOf(ProcessHandle.current().pid()).getBytes(UTF_8);
      case "dead" -> String.valueOf(DEAD_PID).getBytes(UTF_8);
      default -> new byte[0];
    };
  }

  @ParameterizedTest
  @CsvSource({"directory", "file", "nothing"})
  void aSymbolicLinkIsRefusedAndNeverFollowed(String target) throws IOException {
    Path aim = root.resolve("aim");
    if (target.equals("directory")) {
      Files.createDirectory(aim);
    } else if (target.equals("file")) {
      Files.createFile(aim);
    }
    Files.createSymbolicLink(rig.lock, aim);

    Problem problem = refusedAtOnce();

    assertTrue(problem.message().contains("is a symbolic link"), problem.message());
    assertTrue(Files.isSymbolicLink(rig.lock));
    assertEquals(!target.equals("nothing"), Files.exists(aim));
  }

  @Test
  void aSocketOrPipeIsRefusedAndKept() throws IOException {
    Path socket =
        Files.createTempDirectory("xr").resolve("s"); // socket paths are at most 108 bytes
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
    }
    Files.move(socket, rig.lock);
    Files.delete(socket.getParent());

    Problem problem = refusedAtOnce();

    assertTrue(problem.message().contains("neither a file nor a directory"), problem.message());
    assertTrue(Files.exists(rig.lock, LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void aDirectoryWithSomethingInsideIsRefusedEvenWhenOld() throws IOException {
    rig.foreign(rig.time.now(), null);
    Files.writeString(rig.lock.resolve("owner.txt"), "somebody");
    rig.foreignBeat(rig.time.now().minus(Duration.ofDays(1)));

    Problem problem = refusedAtOnce();

    assertTrue(problem.message().contains("\"owner.txt\""), problem.message());
    assertEquals("somebody", Files.readString(rig.lock.resolve("owner.txt")));
  }

  @Test
  void aDirectoryThatWeMayNotEnterIsRefused() throws IOException {
    rig.foreign(rig.time.now(), null);
    Files.setPosixFilePermissions(rig.lock, PosixFilePermissions.fromString("---------"));
    Assumptions.assumeFalse(Files.isReadable(rig.lock), "this user may enter everything");

    Problem problem = refusedAtOnce();

    assertTrue(problem.message().contains("not ours to enter"), problem.message());
    assertTrue(Files.isDirectory(rig.lock));
  }

  @Test
  void aFileThatTakesThePlaceOfTheLockWhileWeWaitEndsTheWaiting() throws IOException {
    rig.foreign(rig.time.now(), null);
    var asked = rig.ask(rig.daemon("node-a"));

    Files.delete(rig.lock);
    Files.createFile(rig.lock);
    rig.time.advance(Duration.ofSeconds(1));

    assertEquals("wrong_lock", LockRig.refusal(asked).code());
    assertTrue(Files.isRegularFile(rig.lock));
  }

  private Problem refusedAtOnce() {
    Problem problem = LockRig.refusal(rig.ask(rig.daemon("node-a")));
    assertEquals("wrong_lock", problem.code());
    assertEquals(0, rig.time.waiting());
    return problem;
  }
}
