package crossreview.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The built program as a process of its own, with a home that belongs to the test. */
public final class ProgramProcess implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;
  private static final Path BUILT =
      Path.of("target", "crossreview", "bin", "crossreview").toAbsolutePath();

  private final Process process;
  private final List<String> out = new CopyOnWriteArrayList<>();
  private final List<String> err = new CopyOnWriteArrayList<>();
  private final List<Thread> readers = new ArrayList<>();

  private ProgramProcess(Process process) {
    this.process = process;
    readers.add(reader("out", process.inputReader(StandardCharsets.UTF_8), out));
    readers.add(reader("err", process.errorReader(StandardCharsets.UTF_8), err));
  }

  /** How it is started. */
  public static final class Start {
    private final Path home;
    private Path directory;
    private Path launcher = BUILT;
    private Path input;

    private Start(Path home) {
      this.home = home;
      this.directory = home;
    }

    public Start in(Path workingDirectory) {
      directory = workingDirectory;
      return this;
    }

    public Start from(Path otherLauncher) {
      launcher = otherLauncher;
      return this;
    }

    public Start reading(Path file) {
      input = file;
      return this;
    }

    public ProgramProcess run(String... arguments) throws IOException {
      List<String> command = new ArrayList<>(List.of(launcher.toString()));
      command.addAll(List.of(arguments));
      return start(command);
    }

    /** The same behind a shell's setting, such as a umask. */
    public ProgramProcess runAfter(String setting, String... arguments) throws IOException {
      List<String> command = new ArrayList<>(List.of("sh", "-c", setting + "; exec \"$@\"", "sh"));
      command.add(launcher.toString());
      command.addAll(List.of(arguments));
      return start(command);
    }

    private ProgramProcess start(List<String> command) throws IOException {
      ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
      String path = builder.environment().get("PATH");
      builder.environment().clear(); // nothing of the machine's settings may be needed
      builder.environment().put("PATH", path);
      builder.environment().put("HOME", home.toString());
      if (input != null) {
        builder.redirectInput(input.toFile());
      }
      return new ProgramProcess(builder.start());
    }
  }

  public static Start with(Path home) {
    return new Start(home);
  }

  private static Thread reader(String name, BufferedReader lines, List<String> into) {
    return Thread.ofPlatform().name("program-" + name).daemon(true).start(() -> read(lines, into));
  }

  private static void read(BufferedReader lines, List<String> into) {
    try {
      lines.lines().forEach(into::add);
    } catch (UncheckedIOException e) {
      into.add("(the rest was cut off when the process was ended)");
    }
  }

  /** The first line of stdout that fits, as soon as it is there. */
  public String line(Predicate<String> fits) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end) {
      Optional<String> found = out.stream().filter(fits).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      if (!process.isAlive() && readers.getFirst().join(Duration.ofSeconds(1))) {
        found = out.stream().filter(fits).findFirst();
        return found.orElseThrow(() -> new AssertionError("it ended with " + said()));
      }
      process.waitFor(5, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("no such line within " + PATIENCE_SECONDS + " s: " + said());
  }

  /** Waits for the end; the exit code. */
  public int exit() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("it does not end: " + said());
    }
    for (Thread reader : readers) {
      reader.join();
    }
    return process.exitValue();
  }

  public List<String> out() {
    return List.copyOf(out);
  }

  public List<String> err() {
    return List.copyOf(err);
  }

  /** Everything it said, for the message of a failed test. */
  public String said() {
    return "stdout: " + out + "\nstderr: " + err;
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** SIGTERM. The process alone would close its streams here, and hide what it says last. */
  public void terminate() {
    process.toHandle().destroy();
  }

  /** SIGKILL; returns when it is gone. */
  public void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
