package crossreview.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramSandboxTest {
  private static final SandboxSupport WORKS = new SandboxSupport(Path.of("/usr/bin/bwrap"), "");
  private static final SandboxSupport ABSENT = new SandboxSupport(null, "there is none");

  @TempDir private Path dir;

  private ProgramSandbox sandbox(SandboxMode mode, SandboxSupport support) {
    SandboxPolicy policy = new SandboxPolicy(mode, List.of(), List.of(), true);
    return new ProgramSandbox(policy, support, dir.resolve("data"));
  }

  private Path program(String name) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }

  private List<String> line(String program, String path) throws IOException {
    Path call = Files.createTempDirectory(dir, "call-");
    return sandbox(SandboxMode.AUTO, WORKS)
        .line(List.of(program, "-p"), Map.of("PATH", path), call, Duration.ofSeconds(60));
  }

  @Test
  void eachModeSaysWhatHappensWhereNoSandboxWorks() {
    assertEquals(Optional.empty(), sandbox(SandboxMode.AUTO, ABSENT).refusal());
    assertTrue(sandbox(SandboxMode.AUTO, ABSENT).warning().orElseThrow().contains("there is none"));
    assertTrue(sandbox(SandboxMode.AUTO, ABSENT).note().contains("the data directory included"));
    assertTrue(sandbox(SandboxMode.REQUIRED, ABSENT).refusal().isPresent());
    assertEquals(Optional.empty(), sandbox(SandboxMode.OFF, ABSENT).warning());
    assertTrue(sandbox(SandboxMode.OFF, WORKS).note().contains("as set"));
  }

  @Test
  void whereOneWorksNothingIsSaidAgainstIt() {
    for (SandboxMode mode : List.of(SandboxMode.AUTO, SandboxMode.REQUIRED)) {
      ProgramSandbox sandbox = sandbox(mode, WORKS);
      assertTrue(sandbox.used());
      assertEquals(Optional.empty(), sandbox.refusal());
      assertEquals(Optional.empty(), sandbox.warning());
      assertEquals("runs in a sandbox (/usr/bin/bwrap)", sandbox.note());
    }
  }

  @Test
  void aProgramBehindALinkIsShownWithThePackagesBesideIt() throws IOException {
    Path real = program("lib/node_modules/@vendor/agent/bin/agent.js");
    Path bin = Files.createDirectories(dir.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("agent"), real);

    List<String> line = line("agent", "relative:" + bin);

    assertTrue(line.contains(bin.toString()));
    assertTrue(line.contains(dir.toRealPath().resolve("lib/node_modules").toString()));
    assertFalse(line.contains("relative"));
    assertEquals(List.of("agent", "-p"), line.subList(line.size() - 2, line.size()));
  }

  @Test
  void aPathThroughTheDataDirectoryIsNotShown() throws IOException {
    program("data/bin/agent");

    List<String> line = line("agent", dir + ":" + dir.resolve("data/bin"));

    assertFalse(line.contains(dir.resolve("data/bin").toString()), line.toString());
    assertFalse(line.contains(dir.toString()), line.toString());
  }

  @Test
  void aBubblewrapThatTheKernelRefusesIsNamedWithItsWords() throws IOException {
    Path refused = dir.resolve("bwrap");
    Files.writeString(
        refused, "#!/bin/sh\necho No permissions to create a new namespace; exit 1\n");
    Files.setPosixFilePermissions(refused, PosixFilePermissions.fromString("rwx------"));

    SandboxSupport support = SandboxSupport.tried(refused);

    assertEquals(null, support.bwrap());
    assertTrue(support.reason().contains("does not work here"), support.reason());
    assertTrue(support.reason().contains("No permissions to create"), support.reason());
  }
}
