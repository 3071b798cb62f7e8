package crossreview.review;

import crossreview.linter.ProofReport;
import crossreview.model.Digest;
import crossreview.model.ValueChecks;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.JudgeOpinion;
import crossreview.model.vote.ProofRun;
import crossreview.prompt.FindingLines;
import crossreview.prompt.Prompt;
import crossreview.review.prompt.PromptInputSource;
import crossreview.session.LedgerCall;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.SessionLog;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks programs that are run about findings, and reads how they ended. On the review's thread. */
final class ProofCoordinator {
  private final SessionLog log;
  private final PromptInputSource promptInputSource;
  private final AnswerInterpreter reading;

  ProofCoordinator(SessionLog log, RunContext runContext) {
    this.log = log;
    this.promptInputSource = runContext.promptInputSource();
    this.reading = runContext.reading();
  }

  /** The finding alone, as a line of JSON: a program needs no words around it. */
  CallPlan.PeerPrompt question(String prover, String finding) {
    String line = FindingLines.of(List.of(log.session().findings().at(finding).opened()));
    return new CallPlan.PeerPrompt(
        promptInputSource.forJudge(prover), new Prompt(List.of(line.strip() + "\n")));
  }

  /** What is ruled by the answer of a call. The piece of evidence is durable on return. Awaits. */
  SessionCommand rule(String finding, LedgerCall answered) {
    String prover = answered.peer();
    return ProofReport.read(reading.stored(answered))
        .map(report -> rule(finding, prover, report))
        .orElseGet(() ->
            new SessionCommand.Rule(finding, List.of(JudgeOpinion.none(prover, "no_proof")), null));
  }

  private SessionCommand rule(String finding, String prover, ProofReport report) {
    byte[] piece = piece(report).getBytes(StandardCharsets.UTF_8);
    Digest evidence = log.blobs().put(piece).await();
    ProofRun run =
        new ProofRun(
            ValueChecks.cut(report.command(), ProofRun.COMMAND_MAX),
            report.exitCode(),
            report.confirmed(),
            report.output(),
            report.bytes(),
            evidence,
            piece.length);
    String said =
        "exit code "
            + report.exitCode()
            + (run.confirmed() ? " confirms it" : " does not confirm it");
    JudgeOpinion opinion =
        new JudgeOpinion(prover, run.confirmed(), ConfidenceLevel.VERIFIED, said, null);
    return new SessionCommand.Rule(finding, List.of(opinion), run);
  }

  private static String piece(ProofReport report) {
    String of = report.bytes() + " bytes, sha256 " + report.output();
    return report.end().isBlank()
        ? "The program wrote " + of + ".\n"
        : "The end of what the program wrote, of " + of + ":\n" + report.end();
  }
}
