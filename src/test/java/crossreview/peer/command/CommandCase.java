package crossreview.peer.command;

import static org.junit.jupiter.api.Assertions.assertThrows;

import crossreview.model.call.CallPurpose;
import crossreview.model.call.PeerFailure;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.peer.CallPricing;
import crossreview.peer.CancellationSignal;
import crossreview.peer.PeerException;
import crossreview.peer.PeerRequest;
import crossreview.peer.PeerResponse;
import crossreview.peer.ProgressListener;
import crossreview.sandbox.ProgramSandbox;
import crossreview.sandbox.SandboxMode;
import crossreview.sandbox.SandboxPolicy;
import crossreview.sandbox.SandboxSupport;
import crossreview.testkit.Eventually;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.SampleRequests;
import crossreview.testkit.Samples;
import crossreview.testkit.TestVertx;
import crossreview.time.TimerService;
import crossreview.time.VertxTimerService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Programs as peers, here scripts of a shell. */
abstract class CommandCase {
  static final Duration LONG = Duration.ofSeconds(30);
  static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin", "SHOWN", "yes");

  @TempDir Path dir;
  final Vertx vertx = TestVertx.create();
  final WorkerExecutor worker = vertx.createSharedWorkerExecutor("commands", 4);
  final CancellationSignal cancel = new CancellationSignal();

  ProgramSandbox sandbox =
      new ProgramSandbox(
          new SandboxPolicy(SandboxMode.OFF, List.of(), List.of(), true),
          new SandboxSupport(null, "not looked for"),
          Path.of("/no-data"));

  private final AtomicReference<Runnable> deadline = new AtomicReference<>();

  private Path scratch() {
    try {
      return Files.createDirectories(dir.resolve("scratch"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() {
    ReviewHarness.get(vertx.close());
  }

  <T> Future<T> blocking(Callable<T> task) {
    return worker.executeBlocking(task, false);
  }

  CommandPeer peer(CallPricing callPricing, List<String> program) {
    return peer(callPricing, new AgentDialogue(program));
  }

  CommandPeer peer(CallPricing callPricing, CommandDialogue dialogue) {
    CommandSpec spec =
        new CommandSpec(dialogue, PATH, sandbox, scratch(), LONG, Duration.ofMillis(300), 100_000);
    PanelMember member = new PanelMember("sh", "command", "sh", "sh", List.of(PeerRole.REVIEW));
    VertxTimerService timers = new VertxTimerService(vertx);
    TimerService held =
        (delay, task) -> delay.equals(LONG) ? heldBack(task) : timers.after(delay, task);
    return new CommandPeer(member, callPricing, spec, this::blocking, held);
  }

  private TimerService.TimerHandle heldBack(Runnable task) {
    deadline.set(task);
    return () -> {};
  }

  /** The time of the last call is up as soon as its program has written this file. */
  void timeIsUpOnceThereIs(Path file) {
    Eventually.holds(() -> deadline.get() != null && !written(file).isEmpty());
    deadline.get().run();
  }

  Future<PeerResponse> asked(CommandPeer peer, String... prompt) {
    PeerRequest.RequestMaterial requestMaterial =
        SampleRequests.material(
            SampleRequests.artifact("text", "text/plain", "a.txt"), "text", List.of());
    PeerRequest peerRequest =
        new PeerRequest(
            Samples.id(),
            1,
            "c1",
            CallPurpose.REVIEW,
            List.of(prompt),
            requestMaterial,
            null,
            LONG,
            cancel);
    return peer.ask(peerRequest, ProgressListener.SILENT);
  }

  Future<PeerResponse> script(String script) {
    return asked(
        peer(new CallPricing.FreePricing(), List.of("sh", "-c", script)), "first ", "second");
  }

  PeerFailure failure(Future<PeerResponse> reply) {
    return assertThrows(PeerException.class, () -> ReviewHarness.get(reply)).failure();
  }

  void nothingIsLeft() {
    Eventually.holds(() -> {
      try (Stream<Path> calls = Files.list(dir.resolve("scratch"))) {
        return calls.findAny().isEmpty();
      } catch (IOException e) {
        return false;
      }
    });
  }

  static long pid(Path file) {
    Eventually.holds(() -> !written(file).isEmpty());
    return Long.parseLong(written(file));
  }

  static String written(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file).strip() : "";
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean alive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }
}
