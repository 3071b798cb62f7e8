package crossreview.testkit;

import crossreview.model.Confidence;
import crossreview.model.JudgeMode;
import crossreview.model.JudgePlan;
import crossreview.model.Money;
import crossreview.model.Opinion;
import crossreview.model.Purpose;
import crossreview.session.Command;
import crossreview.session.NextStep;
import crossreview.session.Reservation;
import crossreview.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded passes of judges. */
final class RandomBenches {
  private static final List<String> PEERS = List.of("ada", "bob", "cy", "rex", "sam", "nobody");
  private static final List<String> WORDS = List.of("failed", "no_price");

  private final Random random;

  RandomBenches(Random random) {
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

  Command start(Session session) {
    List<String> judges = peers();
    List<String> findings = random.nextInt(3) == 0 ? List.of("f" + (1 + random.nextInt(6))) : null;
    boolean consensus = random.nextInt(9) == 0 || judges.size() > 1;
    String run = "r" + (session.runs() + 1);
    return new Command.StartJudging(run, judges, findings, mode(), consensus);
  }

  Command reserve(List<NextStep.Question> questions) {
    return new Command.ReserveJudges(
        questions.stream()
            .map(q ->
                new Reservation(q.judge(), Purpose.JUDGE, Money.ZERO, "m1", 3).about(q.finding()))
            .toList());
  }

  Command rule(NextStep.Rule step) {
    List<Opinion> opinions = new ArrayList<>();
    for (String judge : step.judges()) {
      opinions.add(
          random.nextInt(5) == 0
              ? Opinion.none(judge, WORDS.get(random.nextInt(2)))
              : new Opinion(judge, random.nextInt(4) > 0, confidence(), "because", null));
    }
    return new Command.Rule(step.finding(), opinions);
  }

  private Confidence confidence() {
    return random.nextInt(4) > 0 ? Confidence.VERIFIED : Confidence.INFERRED;
  }
}
