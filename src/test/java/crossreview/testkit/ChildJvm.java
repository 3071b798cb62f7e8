package crossreview.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A main class of the tests in a process of its own, with this process's class path. What it says
 * goes to a file, which the kernel keeps whole when the process is killed.
 */
public final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final Path said;

  private ChildJvm(Process process, Path said) {
    this.process = process;
    this.said = said;
  }

  /** Which main class, and how to start it quickly. */
  public static final class Kind {
    private final Class<?> main;
    private final List<String> options = new ArrayList<>();
    private final List<String> before = new ArrayList<>();
    private String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    public Kind(Class<?> main) {
      this.main = main;
      options.addAll(
          List.of(
              "-XX:TieredStopAtLevel=1", // such lives are short
              "-XX:+UseSerialGC",
              "-XX:-UsePerfData",
              "-Xms16m",
              "-Xmn8m",
              "-Xmx128m",
              "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider"));
    }

    /** More options for the JVM; they win over those that make lives short. */
    public Kind with(String... more) {
      options.addAll(List.of(more));
      return this;
    }

    /** The same kind behind a command that becomes the JVM, such as {@code ip netns exec}. */
    public Kind behind(List<String> command) {
      Kind kind = new Kind(main);
      kind.options.clear();
      kind.options.addAll(options);
      kind.classPath = classPath;
      kind.before.addAll(command);
      return kind;
    }

    /**
     * Lives once, to write down which classes a start needs: later starts take half the time.
     *
     * @param folder for jars and the archive, which lives as long as the kind is used
     * @param ready what it says when it has loaded its classes
     */
    public Kind rehearsed(Path folder, String ready, List<String> arguments) throws Exception {
      classPath = Jars.of(classPath, folder);
      Path archive = folder.resolve("classes.jsa");
      options.add("-XX:ArchiveClassesAtExit=" + archive);
      try (ChildJvm child = start(folder.resolve("rehearsal"), arguments)) {
        child.says(ready);
        child.process.toHandle().destroy(); // SIGTERM, at which the archive is written
        child.ended(30_000);
      }
      options.removeLast();
      options.add("-XX:SharedArchiveFile=" + archive);
      options.add("-Xlog:disable");
      return this;
    }

    /**
     * Starts one.
     *
     * @param said what it prints goes here, and its errors beside it
     */
    public ChildJvm start(Path said, List<String> arguments) throws IOException {
      List<String> command = new ArrayList<>(before);
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(options);
      command.addAll(List.of("-cp", classPath, main.getName()));
      command.addAll(arguments);
      return ChildJvm.start(command, said);
    }
  }

  /** Starts a program that is no JVM. */
  public static ChildJvm program(List<String> command, Path said) throws IOException {
    return start(command, said);
  }

  private static ChildJvm start(List<String> command, Path said) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(said.toFile());
    builder.redirectError(said.resolveSibling(said.getFileName() + ".err").toFile());
    return new ChildJvm(builder.start(), said);
  }

  /** Waits until it has printed a line that begins so. */
  public void says(String beginning) throws IOException, InterruptedException {
    line(line -> line.startsWith(beginning));
  }

  /** The first line that fits, as soon as it is there. */
  public String line(Predicate<String> fits) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    Optional<String> line = lines().stream().filter(fits).findFirst();
    while (line.isEmpty()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new AssertionError("it never said that: " + lines() + errors());
      }
      process.waitFor(8, TimeUnit.MILLISECONDS);
      line = lines().stream().filter(fits).findFirst();
    }
    return line.get();
  }

  /** What it printed until now, whole lines only. */
  public List<String> lines() throws IOException {
    String text = Files.readString(said);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  public String errors() throws IOException {
    return Files.readString(said.resolveSibling(said.getFileName() + ".err"));
  }

  /** Says a line to it. */
  public void tell(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Stops it, whatever it is doing, and returns when the kernel has. */
  public void stop() throws IOException, InterruptedException {
    signal("STOP");
    Path stat = Path.of("/proc", Long.toString(pid()), "stat");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!Files.readString(stat).contains(") T ")) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it does not stop");
      }
      process.waitFor(1, TimeUnit.MILLISECONDS);
    }
  }

  /** Lets it go on. */
  public void goOn() throws IOException, InterruptedException {
    signal("CONT");
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** Waits so long at most; whether it has ended by itself. */
  public boolean ended(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** SIGTERM; returns when it is gone. */
  public void terminate() throws InterruptedException {
    process.toHandle().destroy(); // the process alone would close its streams here
    process.waitFor();
  }

  /** SIGKILL; returns when it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
