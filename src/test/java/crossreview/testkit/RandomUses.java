package crossreview.testkit;

import crossreview.model.Citation;
import crossreview.model.Confidence;
import crossreview.model.Digest;
import crossreview.model.Disposition;
import crossreview.model.DispositionAnswer;
import crossreview.model.DraftRefusal;
import crossreview.model.FindingKind;
import crossreview.model.Purpose;
import crossreview.model.Quality;
import crossreview.model.Remark;
import crossreview.model.Severity;
import crossreview.model.Status;
import crossreview.model.Verdict;
import crossreview.session.Call;
import crossreview.session.Session;
import crossreview.session.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded meanings of answers: votes of all shapes, drafts, and what cannot be used. */
final class RandomUses {
  private static final List<String> STATEMENTS = List.of("No end.", "no  END", "too long", "why?");
  private final Random random;

  RandomUses(Random random) {
    this.random = random;
  }

  /** What an answer to this call could mean. */
  Use of(Session session, Call call) {
    if (call.purpose() == Purpose.JUDGE) {
      return new Use.Unread();
    }
    if (call.purpose() == Purpose.ROTATE) {
      return turn();
    }
    if (call.purpose() != Purpose.REVISE) {
      boolean unread = call.purpose() == Purpose.REVIEW && random.nextInt(6) == 0;
      return unread ? new Use.Unread() : ballot(session, call.peer());
    }
    return random.nextInt(4) == 0
        ? new Use.UnusableDraft(pick(List.of(DraftRefusal.values())))
        : new Use.Revision(Samples.artifact("text " + random.nextInt(9)), List.of());
  }

  private Use turn() {
    Boolean declared = random.nextInt(3) == 0 ? Boolean.valueOf(random.nextBoolean()) : null;
    return switch (random.nextInt(6)) {
      case 0 -> new Use.UnusableDraft(pick(List.of(DraftRefusal.values())));
      case 1, 2 -> new Use.Turn(Samples.artifact("text " + random.nextInt(9)), List.of(), declared);
      default -> new Use.Turn(null, List.of(), declared);
    };
  }

  /** Any meaning, whatever was asked. */
  Use any(Session session, String peer) {
    return switch (random.nextInt(7)) {
      case 3 -> turn();
      case 0 -> new Use.Unread();
      case 1 -> new Use.UnusableDraft(DraftRefusal.IDENTICAL);
      case 2 -> new Use.Revision(Samples.artifact("text " + random.nextInt(9)), List.of());
      default -> ballot(session, peer);
    };
  }

  private Use.Ballot ballot(Session session, String peer) {
    Status status = random.nextInt(3) > 0 ? Status.READY : pick(List.of(Status.values()));
    List<Verdict.Claim> claims = new ArrayList<>();
    for (int i = random.nextInt(status == Status.READY ? 2 : 3); i > 0; i--) {
      Severity severity =
          status == Status.READY && random.nextInt(9) > 0
              ? Severity.ADVICE
              : pick(List.of(Severity.values()));
      claims.add(
          new Verdict.Claim(
              pick(List.of(FindingKind.values())), severity, pick(STATEMENTS), cites()));
    }
    Verdict verdict =
        new Verdict(status, Confidence.INFERRED, "sum", claims, answers(session, peer), cites());
    List<Remark> remarks = random.nextInt(4) == 0 ? List.of(new Remark("odd", 0, "x")) : List.of();
    return new Use.Ballot(verdict, Quality.CLEAN, remarks);
  }

  private List<Disposition> answers(Session session, String peer) {
    List<Disposition> answers = new ArrayList<>();
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

  private Disposition answer(String finding) {
    DispositionAnswer answer =
        random.nextInt(3) > 0
            ? DispositionAnswer.RESOLVED
            : pick(List.of(DispositionAnswer.values()));
    return new Disposition(finding, answer, "so");
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
