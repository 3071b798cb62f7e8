package crossreview.crash;

import crossreview.json.JsonWriter;
import crossreview.testkit.ChildJvm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The built daemon on one data directory and one port, through all its lives, so that clients need
 * not be told of a restart.
 */
final class BuiltDaemon implements AutoCloseable {
  private static final Path BUILT = Path.of("target", "crossreview").toAbsolutePath();
  private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1"; // it begins sooner
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration READY_MAX = Duration.ofSeconds(60);

  private final Path folder;
  private final Path data;
  private final int port;
  private final List<String> command;
  private ChildJvm child;
  private int lives;
  private long begun;

  /**
   * @param broken classes that are put in the place of the built ones, none for the product
   */
  BuiltDaemon(Path folder, Path data, int port, List<Path> broken, Map<String, Object> settings)
      throws IOException {
    this.folder = folder;
    this.data = data;
    this.port = port;
    Path config = Files.writeString(folder.resolve("config.json"), JsonWriter.of(settings));
    command = new ArrayList<>(List.of("/usr/bin/env", "-i", "PATH=" + System.getenv("PATH")));
    command.add("HOME=" + folder);
    command.add("CROSSREVIEW_JAVA_OPTS=" + SHORT_LIVED);
    if (broken.isEmpty()) {
      command.add(BUILT.resolve("bin/crossreview").toString());
    } else {
      List<Path> classPath = new ArrayList<>(broken);
      classPath.add(BUILT.resolve("lib/crossreview.jar"));
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add(SHORT_LIVED);
      command.addAll(
          List.of("-cp", String.join(":", classPath.stream().map(Path::toString).toList())));
      command.add("crossreview.Main");
    }
    command.addAll(List.of("serve", "--data-dir", data.toString(), "--config", config.toString()));
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  Path data() {
    return data;
  }

  /** The operator's token, as soon as the first life has written it. */
  String token() throws IOException {
    return Files.readString(data.resolve("operator.token")).strip();
  }

  /** Begins a life; returns before the daemon listens. */
  void start() throws IOException {
    begun = System.nanoTime();
    child = ChildJvm.program(command, folder.resolve("life-" + lives++));
  }

  /** Nanoseconds since the last life began. */
  long age() {
    return System.nanoTime() - begun;
  }

  /** Waits until it says that it is ready. */
  void ready() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/readyz")).timeout(READY_MAX).build();
    while (age() < READY_MAX.toNanos()) {
      if (!child.alive()) {
        throw new AssertionError("it ended by itself: " + said());
      }
      try {
        if (CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // it does not listen yet
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    throw new AssertionError("it is not ready: " + said());
  }

  /** Lets it live so long. */
  void live(long millis) throws IOException, InterruptedException {
    if (child.ended(millis)) {
      throw new AssertionError("it ended by itself: " + said());
    }
  }

  /** Nothing more happens in it from the return on, not even an fsync that was under way. */
  void freeze() throws IOException, InterruptedException {
    child.stop();
  }

  void kill() throws InterruptedException {
    child.kill();
  }

  /** Stops it as an operator does. */
  void terminate() throws InterruptedException {
    child.terminate();
  }

  /** What its last life said, for the message of a failed test. */
  String said() throws IOException {
    return child.lines() + child.errors();
  }

  @Override
  public void close() {
    if (child != null) {
      child.close();
    }
  }
}
