package crossreview.testkit;

import crossreview.model.Digest;
import crossreview.model.call.CallPurpose;
import crossreview.model.finding.Citation;
import crossreview.model.finding.DispositionAnswer;
import crossreview.model.finding.FindingDisposition;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.run.DraftRefusal;
import crossreview.model.vote.BallotRemark;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictQuality;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.LedgerCall;
import crossreview.session.Session;
import crossreview.session.command.AnswerMeaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded meanings of answers: votes of all shapes, drafts, and what cannot be used. */
final class RandomMeanings {
  private static final List<String> STATEMENTS = List.of("No end.", "no  END", "too long", "why?");
  private final Random random;

  RandomMeanings(Random random) {
    this.random = random;
  }

  /** What an answer to this call could mean. */
  AnswerMeaning of(Session session, LedgerCall ledgerCall) {
    if (ledgerCall.purpose() == CallPurpose.JUDGE) {
      return new AnswerMeaning.UnreadAnswer();
    }
    if (ledgerCall.purpose() == CallPurpose.ROTATE) {
      return turn();
    }
    if (ledgerCall.purpose() != CallPurpose.REVISE) {
      int kind = ledgerCall.purpose() == CallPurpose.REVIEW ? random.nextInt(24) : 24;
      if (kind == 4) {
        return new AnswerMeaning.AbstentionAnswer("nothing here concerns me");
      }
      boolean unread = kind < 4;
      return unread ? new AnswerMeaning.UnreadAnswer() : ballot(session, ledgerCall.peer());
    }
    return random.nextInt(4) == 0
        ? new AnswerMeaning.DraftFailure(pick(List.of(DraftRefusal.values())))
        : new AnswerMeaning.RevisionAnswer(
            Samples.artifact("text " + random.nextInt(9)), List.of());
  }

  private AnswerMeaning turn() {
    Boolean declared = random.nextInt(3) == 0 ? Boolean.valueOf(random.nextBoolean()) : null;
    return switch (random.nextInt(6)) {
      case 0 -> new AnswerMeaning.DraftFailure(pick(List.of(DraftRefusal.values())));
      case 1, 2 ->
          new AnswerMeaning.TurnAnswer(
              Samples.artifact("text " + random.nextInt(9)), List.of(), declared);
      default -> new AnswerMeaning.TurnAnswer(null, List.of(), declared);
    };
  }

  /** Any meaning, whatever was asked. */
  AnswerMeaning any(Session session, String peer) {
    return switch (random.nextInt(7)) {
      case 3 -> turn();
      case 0 -> new AnswerMeaning.UnreadAnswer();
      case 1 -> new AnswerMeaning.DraftFailure(DraftRefusal.IDENTICAL);
      case 2 ->
          new AnswerMeaning.RevisionAnswer(
              Samples.artifact("text " + random.nextInt(9)), List.of());
      default -> ballot(session, peer);
    };
  }

  private AnswerMeaning.BallotAnswer ballot(Session session, String peer) {
    VerdictStatus verdictStatus =
        random.nextInt(3) > 0 ? VerdictStatus.READY : pick(List.of(VerdictStatus.values()));
    List<Verdict.FindingClaim> claims = new ArrayList<>();
    for (int i = random.nextInt(verdictStatus == VerdictStatus.READY ? 2 : 3); i > 0; i--) {
      FindingSeverity findingSeverity =
          verdictStatus == VerdictStatus.READY && random.nextInt(9) > 0
              ? FindingSeverity.ADVICE
              : pick(List.of(FindingSeverity.values()));
      claims.add(
          new Verdict.FindingClaim(
              pick(List.of(FindingKind.values())), findingSeverity, pick(STATEMENTS), cites()));
    }
    Verdict verdict =
        new Verdict(
            verdictStatus,
            ConfidenceLevel.INFERRED,
            "sum",
            claims,
            answers(session, peer),
            cites());
    List<BallotRemark> remarks =
        random.nextInt(4) == 0 ? List.of(new BallotRemark("odd", 0, "x")) : List.of();
    return new AnswerMeaning.BallotAnswer(verdict, VerdictQuality.CLEAN, remarks);
  }

  private List<FindingDisposition> answers(Session session, String peer) {
    List<FindingDisposition> answers = new ArrayList<>();
    session.findings().values().stream()
        .filter(f -> f.opened().owner().equals(peer) || random.nextInt(4) == 0)
        .filter(f -> random.nextInt(8) > 0)
        .limit(Verdict.DISPOSITIONS_MAX - 1)
        .forEach(f -> answers.add(answer(f.opened().id())));
    if (random.nextInt(5) == 0) {
      answers.add(answer("f" + random.nextInt(9)));
    }
    return answers;
  }

  private FindingDisposition answer(String finding) {
    DispositionAnswer answer =
        random.nextInt(3) > 0
            ? DispositionAnswer.RESOLVED
            : pick(List.of(DispositionAnswer.values()));
    return new FindingDisposition(finding, answer, "so");
  }

  private List<Citation> cites() {
    Digest digest = Digest.of("q");
    return random.nextInt(3) > 0
        ? List.of()
        : List.of(new Citation(digest, 1, 2, digest, "q", "a.txt", 1));
  }

  private <T> T pick(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
