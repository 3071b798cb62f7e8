package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonWriter;
import crossreview.testkit.ProgramProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts as people start them: the launcher, a settings file, the command line. */
class ClusterIT {
  @TempDir Path root;
  private Path home;
  private Path data;

  @BeforeEach
  void makeHome() throws IOException {
    home = Files.createDirectory(root.resolve("home"));
    data = root.resolve("data");
  }

  private static long freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Path settings(String node, long port, List<String> members, long minimum)
      throws IOException {
    Map<String, Object> cluster = new LinkedHashMap<>();
    cluster.put("enabled", true);
    cluster.put("node", node);
    cluster.put("port", port);
    cluster.put("forward_port", 0L);
    cluster.put("members", members);
    cluster.put("minimum_members", minimum);
    return Files.writeString(
        root.resolve(node + ".json"), JsonWriter.of(Map.of("cluster", cluster)));
  }

  private String[] serve(Path settings) {
    return new String[] {
      "serve",
      "--data-dir",
      data.toString(),
      "--set",
      "http.port=0",
      "--config",
      settings.toString()
    };
  }

  @Test
  void twoHostsOfOneMachineWorkTogetherAndSayNothingUnasked() throws Exception {
    List<Long> ports = List.of(freePort(), freePort());
    List<String> members = ports.stream().map(port -> "127.0.0.1:" + port).toList();
    Path one = settings("one", ports.get(0), members, 2);
    Path two = settings("two", ports.get(1), members, 2);

    try (DaemonProcess first = DaemonProcess.start(home, data, "--config", one.toString());
        DaemonProcess second = DaemonProcess.start(home, data, "--config", two.toString())) {
      Map<?, ?> made = first.post("/sessions", "k1", Map.of("task", "Try it"));
      String session = (String) made.get("session_id");
      second.submit(session, "k2", "--- a/x.txt\n+++ b/x.txt\n@@ -0,0 +1 @@\n+hello\n");
      second.post("/sessions/" + session + "/runs", "k3", Map.of());
      first.becomes(session, "unanimous");
      second.becomes(session, "unanimous");
      try (ProgramProcess shown =
          ProgramProcess.with(home).run("cluster", "--data-dir", data.toString())) {
        assertEquals(0, shown.exit(), shown::said);
        assertTrue(shown.out().getFirst().startsWith("2 hosts there, 2 needed"), shown::said);
      }
      for (DaemonProcess host : List.of(first, second)) {
        String said = host.program().said();
        assertFalse(said.contains("WARNING") || said.contains("hazelcast"), said);
      }
    }
  }

  /** Its class path has nothing of Hazelcast. */
  @Test
  void aHostThatIsAloneSaysSo() throws Exception {
    try (DaemonProcess alone = DaemonProcess.start(home, data);
        ProgramProcess shown =
            ProgramProcess.with(home).run("cluster", "--data-dir", data.toString())) {
      assertEquals(0, shown.exit(), shown::said);
      assertTrue(shown.out().getFirst().startsWith("one host, no cluster"), shown::said);
      assertFalse(alone.program().said().contains("ERROR"), () -> alone.program().said());
    }
  }

  @Test
  void aHostThatCannotTakePartEndsWithOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      List<String> nobody = List.of("127.0.0.1:" + taken.getLocalPort());
      Path settings = settings("late", taken.getLocalPort(), nobody, 1);
      try (ProgramProcess late = ProgramProcess.with(home).run(serve(settings))) {
        assertEquals(5, late.exit(), late::said);
        assertEquals(List.of(), late.out(), late::said);
        String last = late.err().getLast();
        assertTrue(last.contains("127.0.0.1:" + taken.getLocalPort()), late::said);
      }
    }
  }

  @Test
  void aHostWithoutTheLibrarySaysWhatIsMissing() throws Exception {
    Path installed = Path.of("target", "crossreview").toAbsolutePath();
    Path copy = root.resolve("copy");
    Files.createDirectories(copy.resolve("bin"));
    for (String name : List.of("crossreview", "java-home")) {
      Files.copy(installed.resolve("bin").resolve(name), copy.resolve("bin").resolve(name));
      assertTrue(copy.resolve("bin").resolve(name).toFile().setExecutable(true));
    }
    Files.createDirectory(copy.resolve("lib"));
    try (var jars = Files.newDirectoryStream(installed.resolve("lib"), "*.jar")) {
      for (Path jar : jars) {
        Files.copy(jar, copy.resolve("lib").resolve(jar.getFileName()));
      }
    }
    Path settings = settings("bare", freePort(), List.of(), 1);

    try (ProgramProcess bare =
        ProgramProcess.with(home)
            .from(copy.resolve("bin").resolve("crossreview"))
            .run(serve(settings))) {
      assertEquals(5, bare.exit(), bare::said);
      assertTrue(bare.err().getLast().contains("needs the library in lib/cluster"), bare::said);
    }
  }
}
