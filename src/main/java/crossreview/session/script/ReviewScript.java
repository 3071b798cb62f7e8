package crossreview.session.script;

import crossreview.model.call.CallPurpose;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.session.LedgerCall;
import crossreview.session.Round;
import crossreview.session.Run;
import crossreview.session.Session;
import crossreview.session.rule.DeltaRules;
import crossreview.session.rule.JudgeEligibility;
import crossreview.session.rule.Panel;
import crossreview.session.rule.ProofRules;
import crossreview.session.script.NextStep.AnswerStep;
import crossreview.session.script.NextStep.CountStep;
import crossreview.session.script.NextStep.EndStep;
import crossreview.session.script.NextStep.IdleStep;
import crossreview.session.script.NextStep.PauseStep;
import crossreview.session.script.NextStep.RevisionStep;
import crossreview.session.script.NextStep.RoundStep;
import crossreview.session.script.NextStep.VoteStep;
import crossreview.session.script.NextStep.WaitStep;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The script of a review: the next step of a state. */
final class ReviewScript {
  private final Session session;
  private final Set<String> openHere;
  private final int reasks;

  ReviewScript(Session session, Set<String> openHere, int reasks) {
    this.session = session;
    this.openHere = openHere;
    this.reasks = reasks;
  }

  NextStep next() {
    if (!session.running()) {
      return new IdleStep();
    }
    if (session.cancelRequested()) {
      return new EndStep(EndReason.SESSION_CANCELLED, session.cancelReason());
    }
    if (session.paused()) {
      List<String> open = open();
      return open.isEmpty() ? new PauseStep() : new WaitStep(open);
    }
    if (session.seq() >= session.limits().linesMax()) {
      return new EndStep(
          EndReason.SESSION_LIMIT, session.seq() + " lines, limits.session_lines_max");
    }
    Optional<JudgePass> bench = JudgePass.of(session);
    if (bench.isPresent()) {
      return judge(bench.get());
    }
    if (session.run().mode() == RunMode.JUDGE) {
      return new EndStep(EndReason.JUDGED, null);
    }
    if (session.run().mode() == RunMode.CIRCULAR) {
      return new RotationScript(session, reasks, this::open).next();
    }
    if (session.run().rounds() == 0) {
      return begin();
    }
    Round round = session.rounds().getLast();
    return !round.counted() ? within(round) : after(round);
  }

  private NextStep judge(JudgePass judgePass) {
    List<NextStep.JudgeQuestion> missing = judgePass.missing(reasks);
    if (!missing.isEmpty()) {
      return new NextStep.JudgeStep(missing);
    }
    Optional<String> ready =
        judgePass.pass().left().stream().filter(judgePass::settled).findFirst();
    return ready.isPresent()
        ? new NextStep.RulingStep(ready.get(), judgePass.pass().judges())
        : new WaitStep(open());
  }

  private NextStep begin() {
    if (!JudgeEligibility.automatic(session).isEmpty()) {
      return new NextStep.PassStep();
    }
    List<String> voters = Panel.voters(session);
    int counted = Panel.counted(session, voters).size();
    if (counted < session.limits().floor()) {
      return new EndStep(
          EndReason.QUORUM_FLOOR_NOT_MET,
          counted + " may vote, at least " + session.limits().floor() + " must");
    }
    return new RoundStep(session.rounds().size() + 1, voters);
  }

  private NextStep within(Round round) {
    SectionScript sections = new SectionScript(session, round, reasks);
    Optional<LedgerCall> unread = sections.unread();
    if (unread.isPresent()) {
      return new AnswerStep(unread.get().id());
    }
    List<String> missing = sections.missingVoters();
    if (!missing.isEmpty()) {
      return new VoteStep(round.number(), missing);
    }
    List<NextStep.SectionQuestion> questions = sections.missing();
    if (!questions.isEmpty()) {
      return new NextStep.SectionStep(round.number(), questions);
    }
    List<String> open = open();
    if (!open.isEmpty()) {
      return new WaitStep(open);
    }
    return ProofRules.due(session).isEmpty()
        ? new CountStep(round.number())
        : new NextStep.PassStep();
  }

  private boolean mayAsk(String peer, CallPurpose callPurpose) {
    return CallEligibility.of(session, peer).refusal(callPurpose, reasks).isEmpty();
  }

  /** The calls under way; that this process awaits each of them is a promise of the caller. */
  private List<String> open() {
    List<String> open = session.openCalls().stream().map(LedgerCall::id).toList();
    if (!openHere.containsAll(open)) {
      throw new IllegalStateException("no step waits for a call of " + open + ", only " + openHere);
    }
    return open;
  }

  private NextStep after(Round round) {
    boolean other = !round.artifact().equals(session.current().sha256());
    if (other || DeltaRules.finalRoundDue(session)) {
      return begin();
    }
    Optional<EndStep> end = StopRules.after(session, round.completed());
    return end.isPresent() ? end.get() : revision();
  }

  private NextStep revision() {
    Optional<String> author = session.run().currentAuthor();
    List<String> open = open();
    if (!open.isEmpty()) {
      return new WaitStep(open);
    }
    return author
        .filter(peer -> mayAsk(peer, CallPurpose.REVISE))
        .<NextStep>map(RevisionStep::new)
        .orElseGet(this::noRevision);
  }

  private NextStep noRevision() {
    Run run = session.run();
    boolean passed = run.currentAuthor().isEmpty();
    return passed && run.identical() == run.author()
        ? new EndStep(EndReason.NOTHING_NEW, "every author returned the same bytes")
        : new EndStep(
            EndReason.NO_USABLE_REVISION, "no author of the draw returned a usable revision");
  }
}
