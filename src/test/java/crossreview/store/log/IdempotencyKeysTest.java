package crossreview.store.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.SessionId;
import crossreview.model.call.ReasoningEffort;
import crossreview.model.finding.WaiverKind;
import crossreview.model.material.Artifact;
import crossreview.model.material.EvidenceKind;
import crossreview.model.policy.JudgeMode;
import crossreview.model.policy.LimitName;
import crossreview.model.run.EscalationSeverity;
import crossreview.model.run.RunMode;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Journals keep digests of commands: a renamed class or field must not change them. */
class IdempotencyKeysTest {
  private static final Artifact TEXT = Samples.artifact("text");
  private static final SessionId OTHER = new SessionId("00000000-0000-4000-8000-000000000001");

  /** One of each command that a caller can send with a key, in the order of the stored texts. */
  private static final List<SessionCommand> COMMANDS =
      List.of(
          new SessionCommand.SubmitArtifact(TEXT, List.of()),
          new SessionCommand.AttachEvidence(
              TEXT, EvidenceKind.FILE, "make", 0, "linux", null, "ann", null),
          new SessionCommand.Waive("F-1", WaiverKind.SATISFIED, "known"),
          new SessionCommand.Pause("lunch"),
          new SessionCommand.Resume(),
          new SessionCommand.Constrain("be brief"),
          new SessionCommand.SwapPeer("ada", Samples.reviewer("eve")),
          new SessionCommand.ChangeLimit(LimitName.MAX_ROUNDS, "3", true),
          new SessionCommand.StartRun(
              "R-1",
              RunMode.SHIP,
              2,
              VerdictStatus.READY,
              "ab",
              ReasoningEffort.HIGH,
              null,
              null,
              null,
              null,
              null,
              null),
          new SessionCommand.StartJudging(
              "R-2", List.of("eve"), null, JudgeMode.SHADOW, false, null),
          new SessionCommand.RequestCancel("enough"),
          new SessionCommand.Escalate("stuck", EscalationSeverity.INFO),
          new SessionCommand.Append("note", "more"),
          new SessionCommand.Contest(OTHER, "wrong", null));

  @Test
  void theTextUnderACommandsDigestStaysAsItIs() throws IOException {
    List<String> stored =
        Files.readAllLines(Path.of("src/test/resources/store/command-texts.ndjson"));

    assertEquals(stored, COMMANDS.stream().map(IdempotencyKeys::canonicalText).toList());
  }

  @Test
  void theOpeningOfASessionStaysRecognisable() {
    assertEquals(
        "key~2d0eb9e3a81b4fdc", IdempotencyKeys.of(Samples.open(RunMode.SHIP), "key").toString());
  }

  @Test
  void everyCommandHasADifferentName() {
    List<Class<?>> commands = records(SessionCommand.class).toList();
    Set<String> names =
        commands.stream()
            .map(type -> CommandNames.of(type.asSubclass(SessionCommand.class)))
            .collect(Collectors.toSet());

    assertEquals(commands.size(), names.size());
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(IdempotencyKeysTest::records)
        : Stream.of(type);
  }
}
