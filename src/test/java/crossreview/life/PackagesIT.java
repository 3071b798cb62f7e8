package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.peer.command.ExecutableFinder;
import crossreview.testkit.Certificates;
import crossreview.testkit.ProgramProcess;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code make dist} makes: that it is complete, runs without Java, and is always the same. */
class PackagesIT {
  private static final Path BUILT = Path.of("target/crossreview").toAbsolutePath();
  private static final Path DIST = Path.of("target/dist").toAbsolutePath();
  private static final long UNPACKED_BYTES_MAX = 90_000_000; // without the library of clusters

  @TempDir static Path place;
  private static Path launcher;
  private static String path;

  @TempDir Path home;

  @BeforeAll
  static void unpack() throws Exception {
    HostCommand.run("tar", "-C", place.toString(), "-xzf", file("-linux-.*\\.tar\\.gz").toString());
    launcher = place.resolve("crossreview/bin/crossreview");
    path = Files.createDirectory(place.resolve("path")).toString();
    for (String tool : List.of("sh", "dirname", "readlink", "tr", "grep", "setsid")) {
      Path found = ExecutableFinder.find(tool, System.getenv("PATH")).orElseThrow();
      Files.createSymbolicLink(place.resolve("path").resolve(tool), found);
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(DIST)) {
      return files.sorted().toList();
    }
  }

  private static Path file(String end) throws IOException {
    return files().stream()
        .filter(file -> file.getFileName().toString().matches("crossreview[-_].*" + end))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing in " + DIST + " fits " + end));
  }

  /** The packaged program where nothing but its few tools is on the PATH. */
  private ProgramProcess run(String... arguments) throws IOException {
    return ProgramProcess.with(home).from(launcher).runAfter("PATH=" + path, arguments);
  }

  @Test
  void withItsOwnRuntimeItReviewsWithoutJavaOnTheMachine() throws Exception {
    try (ProgramProcess demo = run("demo")) {
      assertEquals(0, demo.exit(), demo::said);

      assertTrue(String.join("\n", demo.out()).contains("UNANIMOUS after 2 rounds"), demo::said);
    }
  }

  @Test
  void itsDaemonAndItsCommandsSpeakTls() throws Exception {
    Certificates pair = Certificates.make(home, "localhost");
    Files.setPosixFilePermissions(pair.key(), PosixFilePermissions.fromString("rw-------"));
    Path data = home.resolve("data");
    Path text = Files.writeString(home.resolve("a.txt"), "a text\n");
    try (ProgramProcess daemon =
        run(
            "serve",
            "--data-dir=" + data,
            "--set=http.port=0",
            "--set=http.tls_certificate=" + pair.certificate(),
            "--set=http.tls_key=" + pair.key())) {
      String url = daemon.line(l -> l.startsWith("crossreview listens at ")).split("[ ,]+")[3];
      assertTrue(url.startsWith("https://"), url);
      Path program = Path.of("/proc", Long.toString(daemon.pid()), "exe").toRealPath();
      assertTrue(program.startsWith(place.toRealPath()), program::toString);
      String trust = "-Djavax.net.ssl.trustStore=" + trusted(pair.certificate());
      Path token = data.resolve("operator.token");

      try (ProgramProcess review =
          ProgramProcess.with(home)
              .from(launcher)
              .runAfter(
                  "export CROSSREVIEW_JAVA_OPTS=" + trust + " PATH=" + path,
                  "review",
                  text.toString(),
                  "--server=" + url,
                  "--token-file=" + token)) {
        review.exit();

        assertTrue(String.join("\n", review.out()).contains("round 1"), review::said);
      }
    }
  }

  private Path trusted(Path certificate) throws Exception {
    Path store = home.resolve("trusted.jks"); // certificates in it can be read without a password
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> words =
        new ArrayList<>(List.of(tool, "-importcert", "-noprompt", "-alias", "a", "-storepass"));
    words.addAll(List.of("changeit", "-file", certificate.toString()));
    words.addAll(List.of("-storetype", "JKS", "-keystore", store.toString()));
    HostCommand.run(words.toArray(String[]::new));
    return store;
  }

  @Test
  void itsRuntimeHasWhatAClusterNeeds() throws Exception {
    try (ProgramProcess daemon =
        run(
            "serve",
            "--data-dir=" + home.resolve("data"),
            "--set=http.port=0",
            "--set=data_dir_shared=true",
            "--set=cluster.enabled=true",
            "--set=cluster.minimum_members=1")) {
      daemon.line(l -> l.startsWith("crossreview listens at "));

      assertEquals(List.of(), daemon.err().stream().filter(l -> l.contains("Error")).toList());
    }
  }

  /** In a container the daemon is often the first process, for which signals have no default. */
  @Test
  void asTheFirstProcessItEndsOnSigterm() throws Exception {
    assumeTrue(
        System.getProperty("user.name").equals("root"), "only root makes a namespace of processes");
    try (ProgramProcess outside =
        ProgramProcess.with(home)
            .from(ExecutableFinder.find("unshare", System.getenv("PATH")).orElseThrow())
            .run(
                "--pid",
                "--fork",
                "--mount-proc",
                launcher.toString(),
                "serve",
                "--data-dir=" + home.resolve("data"),
                "--set=http.port=0")) {
      outside.line(l -> l.startsWith("crossreview listens at "));

      ProcessHandle.of(outside.pid()).orElseThrow().children().forEach(ProcessHandle::destroy);

      assertEquals(0, outside.exit(), outside::said);
    }
  }

  @Test
  void unpackedItIsSmall() throws IOException {
    AtomicLong bytes = new AtomicLong();
    Path cluster = place.resolve("crossreview/lib/cluster");
    Files.walkFileTree(
        place.resolve("crossreview"),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.equals(cluster) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes.addAndGet(attributes.size());
            return FileVisitResult.CONTINUE;
          }
        });

    assertTrue(bytes.get() <= UNPACKED_BYTES_MAX, bytes::toString);
  }

  @Test
  void noClassArchiveIsInsideAndEveryFileBelongsToRoot() throws Exception {
    for (String end : List.of("SNAPSHOT\\.tar\\.gz|[0-9]\\.tar\\.gz", "-linux-.*\\.tar\\.gz")) {
      String listed =
          HostCommand.run("tar", "--numeric-owner", "-tvzf", file("(" + end + ")").toString());

      assertFalse(listed.contains(".jsa"), listed);
      assertTrue(listed.contains("crossreview/share/man/man1/crossreview-review.1"), listed);
      assertEquals(
          List.of(), listed.lines().filter(line -> !line.contains(" 0/0 ")).toList(), listed);
    }
  }

  @Test
  void theBillOfMaterialsNamesEachLibrary() throws Exception {
    String bill = Files.readString(file("\\.cdx\\.json"));
    List<String> named =
        JsonTree.list(JsonReader.readObject(bill), "/components").stream()
            .map(each -> ((Map<?, ?>) each).get("name") + "-" + ((Map<?, ?>) each).get("version"))
            .toList();
    try (Stream<Path> jars = Files.walk(BUILT.resolve("lib"))) {
      List<String> missing =
          jars.map(jar -> jar.getFileName().toString())
              .filter(name -> name.endsWith(".jar") && !name.equals("crossreview.jar"))
              .map(name -> name.substring(0, name.length() - ".jar".length()))
              .filter(name -> !named.contains(name))
              .toList();

      assertEquals(List.of(), missing, named::toString);
    }
  }

  /** In another place, with other modes, in another time zone and language. */
  @Test
  void packagingOnceMoreGivesTheSameBytes() throws Exception {
    Path again = Files.createDirectory(home.resolve("again"));
    Path bill = file("\\.cdx\\.json");
    Files.copy(bill, again.resolve(bill.getFileName()));
    String epoch = HostCommand.run("make", "-s", "epoch").strip();

    HostCommand.with(
        Map.of("SOURCE_DATE_EPOCH", epoch, "TZ", "Asia/Tokyo", "LC_ALL", "C.UTF-8"),
        "sh",
        "-c",
        "umask 077; exec src/main/packages/build \"$@\"",
        "sh",
        BUILT.toString(),
        again.toString());

    assertEquals(
        Files.readString(DIST.resolve("SHA256SUMS")),
        Files.readString(again.resolve("SHA256SUMS")));
  }

  @Test
  void theSumsAreOfAllFiles() throws Exception {
    String checked =
        HostCommand.run("sh", "-c", "cd \"$1\" && sha256sum --check SHA256SUMS", "sh", "" + DIST);

    String expected =
        files().stream()
            .map(file -> file.getFileName().toString())
            .filter(name -> !name.equals("SHA256SUMS"))
            .map(name -> name + ": OK\n")
            .collect(Collectors.joining());
    assertEquals(expected, checked);
  }
}
