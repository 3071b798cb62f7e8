package crossreview.peer.command;

import crossreview.file.DurableFiles;
import crossreview.file.FileModes;
import crossreview.peer.PeerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One running program with its private folder. All methods block for the disk, none for it.
 *
 * <p>A prompt that is longer than a pipe reaches the program through {@code cat} and a pipe, which
 * tells whether it was read to its end. A shorter one is its standard input as a file.
 */
final class CommandProcess {
  private static final int END_BYTES = 2_000; // of an output; an error is rarely longer
  private static final int PIPE_BYTES = 64 * 1024; // that Linux holds although nobody reads them
  private static final Path CAT = Path.of("/bin/cat");
  private static final int FEED_SECONDS = 5; // the reader is gone: the writer ends at once

  private final Path folder;
  private final Process process;
  private final ProcessGroup processGroup;
  private final @Nullable Process feeder; // what writes a long prompt into the pipe

  private CommandProcess(
      Path folder, Process process, @Nullable Process feeder, boolean sandboxed) {
    this.folder = folder;
    this.process = process;
    this.feeder = feeder;
    this.processGroup = new ProcessGroup(process, sandboxed);
  }

  /** A program that runs, or the answer that needs none. */
  sealed interface CommandLaunch {}

  /** It runs. */
  record RunningCommand(CommandProcess process, CommandDialogue.EndReader endReader)
      implements CommandLaunch {}

  /** Nothing was started. */
  record SparedCommand(String answer) implements CommandLaunch {}

  /** Opens a dialogue in a new folder and starts the program where it wants that. */
  static CommandLaunch launch(CommandSpec spec, PeerRequest peerRequest) throws IOException {
    Optional<String> refusal = spec.programSandbox().refusal();
    if (refusal.isPresent()) {
      throw new IOException(refusal.get());
    }
    Path folder =
        Files.createTempDirectory(spec.scratch(), "crossreview-call-", FileModes.PRIVATE_DIRECTORY);
    boolean started = false;
    try {
      Path work = Files.createDirectory(folder.resolve("work"));
      CommandLaunch launch =
          switch (spec.commandDialogue().open(peerRequest, work)) {
            case CommandDialogue.KnownAnswer known -> new SparedCommand(known.text());
            case CommandDialogue.CommandStart start ->
                new RunningCommand(start(spec, start, folder), start.endReader());
          };
      started = launch instanceof RunningCommand;
      return launch;
    } finally {
      if (!started) {
        remove(folder);
      }
    }
  }

  private static CommandProcess start(
      CommandSpec spec, CommandDialogue.CommandStart start, Path folder) throws IOException {
    Files.write(folder.resolve("prompt"), start.input());
    List<String> line =
        spec.programSandbox().line(start.program(), spec.environment(), folder, spec.time());
    ProcessBuilder builder = new ProcessBuilder(ProcessGroup.leading(line));
    builder.directory(folder.resolve("work").toFile());
    builder.environment().clear();
    builder.environment().putAll(spec.environment());
    builder.redirectOutput(folder.resolve("answer").toFile());
    builder.redirectError(folder.resolve("errors").toFile());
    boolean sandboxed = spec.programSandbox().used();
    Path prompt = folder.resolve("prompt");
    if (start.input().length <= PIPE_BYTES || !Files.isExecutable(CAT)) {
      builder.redirectInput(prompt.toFile());
      return new CommandProcess(folder, builder.start(), null, sandboxed);
    }
    ProcessBuilder cat = new ProcessBuilder(CAT.toString());
    cat.environment().clear();
    cat.redirectInput(prompt.toFile()).redirectError(Redirect.DISCARD);
    List<Process> both = ProcessBuilder.startPipeline(List.of(cat, builder));
    return new CommandProcess(folder, both.getLast(), both.getFirst(), sandboxed);
  }

  /**
   * Whether the program read its prompt, but for what a pipe holds. To be asked when it and what it
   * started have ended.
   */
  boolean promptTaken() {
    if (feeder == null) {
      return true;
    }
    try {
      return feeder.waitFor(FEED_SECONDS, TimeUnit.SECONDS) && feeder.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Completes with its exit code; on a thread of the JVM that must not be blocked. */
  CompletableFuture<Integer> exit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  ProcessGroup group() {
    return processGroup;
  }

  long answerBytes() throws IOException {
    return Files.size(folder.resolve("answer"));
  }

  long errorBytes() throws IOException {
    return Files.size(folder.resolve("errors"));
  }

  String prompt() throws IOException {
    return Files.readString(folder.resolve("prompt"));
  }

  byte[] answer() throws IOException {
    return Files.readAllBytes(folder.resolve("answer"));
  }

  byte[] errors() throws IOException {
    return Files.readAllBytes(folder.resolve("errors"));
  }

  /** The directory that it works in. */
  Path work() {
    return folder.resolve("work");
  }

  /** The ends of what it has written so far. */
  CommandOutput output() throws IOException {
    return new CommandOutput(end("answer"), end("errors"));
  }

  private String end(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(Math.max(0, Files.size(file) - END_BYTES));
      return new String(in.readNBytes(END_BYTES), StandardCharsets.UTF_8);
    }
  }

  /** Removes the private folder and everything that the program left in it. */
  void remove() {
    if (feeder != null) {
      feeder.destroyForcibly(); // a process that escaped may still hold the pipe
    }
    remove(folder);
  }

  private static void remove(Path folder) {
    try {
      DurableFiles.deleteTree(folder);
    } catch (IOException | UncheckedIOException e) {
      return; // a process that escaped may still write there; the folder is private and its own
    }
  }
}
