package crossreview.testkit;

import crossreview.model.Money;
import crossreview.model.call.CallPurpose;
import crossreview.model.policy.JudgeMode;
import crossreview.model.policy.JudgePlan;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.JudgeOpinion;
import crossreview.session.Session;
import crossreview.session.command.CallReservation;
import crossreview.session.command.SessionCommand;
import crossreview.session.script.NextStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded passes of judges. */
final class RandomJudgePasses {
  private static final List<String> PEERS = List.of("ada", "bob", "cy", "rex", "sam", "nobody");
  private static final List<String> WORDS = List.of("failed", "no_price");

  private final Random random;

  RandomJudgePasses(Random random) {
    this.random = random;
  }

  JudgePlan plan() {
    return random.nextBoolean() ? null : new JudgePlan(mode(), peers());
  }

  private JudgeMode mode() {
    return random.nextInt(3) == 0 ? JudgeMode.SHADOW : JudgeMode.ACTIVE;
  }

  private List<String> peers() {
    List<String> peers = new ArrayList<>();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      peers.add(PEERS.get(random.nextInt(PEERS.size())));
    }
    return peers.stream().distinct().toList();
  }

  SessionCommand start(Session session) {
    List<String> judges = peers();
    List<String> findings = random.nextInt(3) == 0 ? List.of("f" + (1 + random.nextInt(6))) : null;
    boolean consensus = random.nextInt(9) == 0 || judges.size() > 1;
    String run = "r" + (session.runs() + 1);
    return new SessionCommand.StartJudging(run, judges, findings, mode(), consensus, null);
  }

  SessionCommand reserve(List<NextStep.JudgeQuestion> questions) {
    return new SessionCommand.ReserveJudges(
        questions.stream()
            .map(q ->
                new CallReservation(q.judge(), CallPurpose.JUDGE, Money.ZERO, "m1", 3)
                    .about(q.finding()))
            .toList());
  }

  SessionCommand rule(NextStep.RulingStep step) {
    List<JudgeOpinion> opinions = new ArrayList<>();
    for (String judge : step.judges()) {
      opinions.add(
          random.nextInt(5) == 0
              ? JudgeOpinion.none(judge, WORDS.get(random.nextInt(2)))
              : new JudgeOpinion(judge, random.nextInt(4) > 0, confidence(), "because", null));
    }
    return new SessionCommand.Rule(step.finding(), opinions, null);
  }

  private ConfidenceLevel confidence() {
    return random.nextInt(4) > 0 ? ConfidenceLevel.VERIFIED : ConfidenceLevel.INFERRED;
  }
}
