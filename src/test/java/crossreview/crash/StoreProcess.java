package crossreview.crash;

import crossreview.journal.StoredLine;
import crossreview.journal.file.DiskFiles;
import crossreview.journal.file.FilePort;
import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.material.Artifact;
import crossreview.model.run.RunMode;
import crossreview.session.Session;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.store.log.CommitResult;
import crossreview.store.log.SessionLog;
import crossreview.store.registry.SessionRegistry;
import crossreview.store.registry.SessionRegistry.LeasedLog;
import crossreview.testkit.Await;
import crossreview.testkit.CommandGenerator;
import crossreview.testkit.Samples;
import crossreview.testkit.TestStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A process that writes through the store until it is killed. It prints what it was answered and
 * what it was told, each line by one write, after the fact:
 *
 * <pre>
 *   READY
 *   ACK session seq        everything up to this seq was confirmed
 *   TOLD session seq digest
 * </pre>
 */
public final class StoreProcess {
  private static final int WRITERS = 2;
  private static final int COMMANDS = 40; // of one session; then the writer takes another one

  /** What generated commands name. */
  private static final Map<Digest, String> TEXTS =
      Stream.of("text ", "evidence ")
          .flatMap(kind -> IntStream.range(0, 9).mapToObj(i -> kind + i))
          .collect(Collectors.toMap(Digest::of, text -> text));

  private final SessionRegistry sessionRegistry;
  private final PrintStream out;
  private final List<SessionId> known;
  private final ConcurrentHashMap<SessionId, Boolean> taken = new ConcurrentHashMap<>();

  private StoreProcess(SessionRegistry sessionRegistry, List<SessionId> known, PrintStream out) {
    this.sessionRegistry = sessionRegistry;
    this.out = out;
    this.known = new ArrayList<>(known);
  }

  /** What earlier lives left. */
  private static List<SessionId> folders(Path data) throws IOException {
    try (Stream<Path> folders = Files.list(data.resolve("sessions"))) {
      return folders.map(folder -> new SessionId(folder.getFileName().toString())).toList();
    }
  }

  /** Arguments: data directory, seed, {@code honest}, {@code forgetful} or {@code hasty}. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    FilePort files =
        switch (arguments[2]) {
          case "honest" -> new DiskFiles();
          case "forgetful" -> new LossyFiles(false);
          default -> new LossyFiles(true);
        };
    Path data = Path.of(arguments[0]);
    TestStore store = new TestStore.Options().files(files).idle(Duration.ofMillis(20)).open(data);
    store.sessions().onCommit((id, lines, durable) -> told(out, id, lines));
    store.sessions().setViewUpdater(store.views());
    StoreProcess child = new StoreProcess(store.sessions(), folders(data), out);
    say(out, "READY");
    long seed = Long.parseLong(arguments[1]);
    for (int writer = 0; writer < WRITERS; writer++) {
      Random random = new Random(seed + writer);
      Thread.ofPlatform().name("writer-" + writer).start(() -> child.write(random));
    }
  }

  private static void told(PrintStream out, SessionId id, List<StoredLine> lines) {
    StringBuilder text = new StringBuilder();
    for (StoredLine line : lines) {
      text.append("TOLD ").append(id).append(' ').append(line.seq());
      text.append(' ').append(line.digest()).append('\n');
    }
    out.print(text);
    out.flush();
  }

  private static void say(PrintStream out, String line) {
    out.print(line + "\n");
    out.flush();
  }

  private void write(Random random) {
    while (true) {
      SessionId id = choose(random);
      if (taken.putIfAbsent(id, true) == null) {
        work(id, random);
        taken.remove(id);
      }
    }
  }

  private SessionId choose(Random random) {
    synchronized (known) {
      if (known.size() < 4 || random.nextInt(6) == 0) {
        SessionId fresh = Samples.id();
        known.add(fresh);
        return fresh;
      }
      return known.get(known.size() - 1 - random.nextInt(Math.min(6, known.size())));
    }
  }

  private void work(SessionId id, Random random) {
    try {
      CommandGenerator commandGenerator = new CommandGenerator(random.nextLong());
      if (!Files.isDirectory(sessionRegistry.dir().session(id))) {
        acknowledged(
            id, Await.result(sessionRegistry.create(id, open(commandGenerator), by(random))));
      }
      LeasedLog leasedLog = Await.result(sessionRegistry.lease(id));
      try {
        if (!leasedLog.log().session().exists()) { // the last life ended before its first line
          record(leasedLog.log(), open(commandGenerator), random);
        }
        if (!leasedLog.log().session().hasArtifact()) {
          large(leasedLog.log(), random);
        }
        for (int i = 0; i < COMMANDS; i++) {
          record(leasedLog.log(), commandGenerator.next(leasedLog.log().session()), random);
        }
      } finally {
        leasedLog.logLease().release();
      }
    } catch (ProblemException problemException) {
      return; // such as a session that was closed meanwhile
    } catch (Exception bug) {
      bug.printStackTrace();
      Runtime.getRuntime().halt(9); // which the parent notices
    }
  }

  private static SessionCommand.Open open(CommandGenerator commandGenerator) {
    SessionCommand.Open open = commandGenerator.open();
    return open.mode() == RunMode.SHIP || open.mode() == RunMode.REVIEW
        ? open
        : Samples.open(RunMode.SHIP, open.panel(), open.limits());
  }

  private static Actor by(Random random) {
    return new Actor("caller", random.nextBoolean() ? null : "k" + random.nextInt(50));
  }

  /** A text that is longer than a line. */
  private void large(SessionLog log, Random random) throws Exception {
    byte[] large = ("large " + random.nextInt()).repeat(2_000).getBytes(StandardCharsets.UTF_8);
    Digest digest = Await.result(log.blobs().put(large));
    Artifact artifact = new Artifact(digest, large.length, "text/plain", "large.txt");
    record(log, new SessionCommand.SubmitArtifact(artifact, List.of()), random);
  }

  /** What a generated command names is durable before the line that names it. */
  private static void texts(SessionLog log, SessionCommand sessionCommand) throws Exception {
    Artifact named =
        switch (sessionCommand) {
          case SessionCommand.SubmitArtifact c -> c.artifact();
          case SessionCommand.AttachEvidence c -> c.artifact();
          case SessionCommand.Settle c when c.use() != null -> named(c.use());
          case SessionCommand.UseAnswer c -> named(c.use());
          default -> null; // names no text, or carries it
        };
    String text = named == null ? null : TEXTS.get(named.sha256());
    if (text != null) {
      Await.result(log.blobs().put(text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static Artifact named(AnswerMeaning answerMeaning) {
    return switch (answerMeaning) {
      case AnswerMeaning.RevisionAnswer revisionAnswer -> revisionAnswer.artifact();
      case AnswerMeaning.TurnAnswer turnAnswer -> turnAnswer.artifact();
      case AnswerMeaning.UnreadAnswer _,
          AnswerMeaning.BallotAnswer _,
          AnswerMeaning.AbstentionAnswer _,
          AnswerMeaning.DraftFailure _ ->
          null;
    };
  }

  private void record(SessionLog log, SessionCommand sessionCommand, Random random)
      throws Exception {
    try {
      texts(log, sessionCommand);
      acknowledged(log.id(), Await.result(log.record(sessionCommand, by(random))));
    } catch (ProblemException problemException) {
      return; // the decider refuses much of what is generated
    }
  }

  private void acknowledged(SessionId id, CommitResult commitResult) {
    Session session = commitResult.session();
    say(out, "ACK " + id + " " + session.seq());
  }
}
