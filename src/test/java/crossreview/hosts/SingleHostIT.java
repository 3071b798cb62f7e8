package crossreview.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.daemon.ScriptedDaemon;
import crossreview.json.JsonWriter;
import crossreview.testkit.ChildJvm;
import crossreview.testkit.Folders;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host that is alone does not pay for. */
class SingleHostIT {
  @TempDir Path root;

  private List<String> loaded(String name, Map<String, Object> settings) throws Exception {
    Path file = root.resolve(name + ".json");
    Path classes = root.resolve(name + ".classes");
    Files.writeString(file, JsonWriter.of(settings));
    List<String> arguments =
        List.of(
            Folders.createPrivate(root.resolve(name)).toString(),
            root.resolve("book").toString(),
            file.toString());
    ChildJvm.Kind kind =
        new ChildJvm.Kind(ScriptedDaemon.class)
            .with("--sun-misc-unsafe-memory-access=allow", "-Xlog:class+load:file=" + classes);
    try (ChildJvm daemon = kind.start(root.resolve(name + ".out"), arguments)) {
      daemon.says("READY");
      daemon.terminate();
    }
    return Files.readAllLines(classes).stream()
        .filter(line -> line.contains(" com.hazelcast.") || line.contains(".cluster.Cluster "))
        .toList();
  }

  private static long freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void noClassOfHazelcastIsLoadedWithoutACluster() throws Exception {
    assertEquals(List.of(), loaded("alone", Map.of("http", Map.of("port", 0L))));
  }

  @Test
  void withAClusterOfOneItIsLoadedAndWorks() throws Exception {
    Map<String, Object> cluster =
        Map.of("enabled", true, "port", freePort(), "forward_port", 0L, "name", "alone");

    List<String> classes = loaded("one", Map.of("http", Map.of("port", 0L), "cluster", cluster));

    assertTrue(classes.size() > 1_000, () -> "this test sees " + classes.size() + " classes");
  }
}
