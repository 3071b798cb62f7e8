package crossreview.testkit;

import crossreview.model.Money;
import crossreview.model.call.CallPurpose;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.finding.FindingState;
import crossreview.model.finding.MoveMethod;
import crossreview.model.policy.ApprovalRule;
import crossreview.model.policy.PolicyRules;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.model.run.RunMode;
import crossreview.model.run.RunResult;
import crossreview.model.run.SessionOutcome;
import crossreview.model.vote.TallyResult;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.LedgerCall;
import crossreview.session.LedgerFinding;
import crossreview.session.Round;
import crossreview.session.Run;
import crossreview.session.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What no session may ever look like, stated without the decider's own code. */
public final class Invariants {
  private final Session session;
  private final List<String> broken = new ArrayList<>();

  private Invariants(Session session) {
    this.session = session;
  }

  /** Throws with everything that is impossible about a state after a whole unit. */
  public static void check(Session session) {
    List<String> broken = broken(session);
    if (!broken.isEmpty()) {
      throw new AssertionError("an impossible session: " + broken + " in " + session);
    }
  }

  /** Everything that is impossible about a state after a whole unit. */
  public static List<String> broken(Session session) {
    Invariants invariants = new Invariants(session);
    if (session.exists()) {
      invariants.life();
      invariants.people();
      session.rounds().forEach(invariants::round);
      invariants.calls();
      invariants.money();
      session.findings().values().forEach(invariants::finding);
      invariants.run();
      invariants.broken.addAll(JudgePassInvariants.broken(session));
    }
    return invariants.broken;
  }

  private void never(boolean happened, String what) {
    if (happened) {
      broken.add(what);
    }
  }

  private void life() {
    never(session.closed() && session.running(), "a run in a closed session");
    boolean open = !session.closed() && !session.running();
    never(session.cancelRequested() && open, "a cancel that nobody will carry out");
    never(session.commands().size() > 2 * Session.COMMANDS_KEPT, "endless memory of commands");
    never(
        session.findings().size() > session.opened().limits().findings().session(),
        "too many findings");
    if (session.closed() && session.finalized().outcome() == SessionOutcome.CONVERGED) {
      converged();
    } else {
      never(
          session.closed() && session.finalized().finalText() != null,
          "an approved text without approval");
    }
  }

  private void converged() {
    Round last = session.rounds().getLast();
    if (last.turn()) {
      return; // BenchInvariants says what a rotation has to be
    }
    never(!last.artifact().equals(session.current().sha256()), "approval of other bytes");
    never(
        !session.finalized().finalText().sha256().equals(last.artifact()),
        "a final text that nobody voted on");
    never(session.run().callerStatus() != VerdictStatus.READY, "approval against the caller");
    if (last.completed().tally() == TallyResult.ACCEPTED) {
      never(session.run().ended().result() != RunResult.ACCEPTED, "a run that says otherwise");
      accepted(last);
    } else {
      never(session.run().ended().result() != RunResult.UNANIMOUS, "a run that says otherwise");
      unanimous(last);
    }
  }

  private void accepted(Round round) {
    PolicyRules rules = session.policy().rules();
    long ready =
        round.votes().values().stream().filter(v -> v.status() == VerdictStatus.READY).count();
    boolean strict =
        rules.rule() == ApprovalRule.UNANIMOUS || rules.rule() == ApprovalRule.UNANIMOUS_AND_DRY;
    never(strict, "less than unanimity under the strictest policy");
    families(round);
    never(
        rules.rule() == ApprovalRule.K_OF_N && ready < rules.k(),
        "fewer READY than the policy asks");
    never(
        rules.rule() == ApprovalRule.SEVERITY_VETO
            && session.findings().values().stream().anyMatch(session::blocks),
        "accepted against a veto");
  }

  private void families(Round round) {
    Integer floor = session.policy().rules().familyFloor();
    long ready =
        Stream.concat(session.opened().panel().stream(), session.panel().stream())
            .filter(m -> round.votes().containsKey(m.peer()))
            .filter(m -> round.votes().get(m.peer()).status() == VerdictStatus.READY)
            .map(PanelMember::family)
            .distinct()
            .count();
    never(floor != null && ready < floor, "approved by too few families");
  }

  private void unanimous(Round round) {
    families(round);
    boolean dry = session.policy().rules().rule() == ApprovalRule.UNANIMOUS_AND_DRY;
    never(
        dry && round.votes().values().stream().anyMatch(vote -> !vote.findings().isEmpty()),
        "a dry round in which something was raised");
    for (String peer : round.panel()) {
      BallotCast vote = round.votes().get(peer);
      boolean overruled = vote != null && vote.findings().isEmpty() && vote.raisedAgain() != null;
      boolean ready = vote != null && (vote.status() == VerdictStatus.READY || overruled);
      boolean away = round.excused().containsKey(peer) || round.abstained().containsKey(peer);
      never(!ready && !away, "unanimous without " + peer);
    }
    never(round.votes().isEmpty(), "unanimous, and nobody voted");
    int present = round.votes().size() + round.abstained().size();
    never(present < session.opened().limits().floor(), "unanimous below the floor");
    never(
        session.findings().values().stream().anyMatch(session::blocks),
        "unanimous with an open blocking finding");
  }

  private void people() {
    String petitioner = session.opened().petitioner();
    never(session.authors().contains(petitioner), "the petitioner wrote");
    never(
        session.calls().values().stream()
            .anyMatch(ledgerCall -> ledgerCall.peer().equals(petitioner)),
        "the petitioner was asked");
    for (String author : session.authors()) {
      never(!may(author, PeerRole.AUTHOR), author + " wrote without the role");
    }
  }

  private boolean may(String peer, PeerRole peerRole) {
    boolean swapped = !session.panel().equals(session.opened().panel());
    boolean joined = swapped && peerRole == PeerRole.REVIEW; // swapped in, perhaps out again since
    return joined
        || Stream.concat(session.opened().panel().stream(), session.panel().stream())
            .filter(member -> member.peer().equals(peer))
            .anyMatch((PanelMember member) -> member.may(peerRole));
  }

  private void round(Round round) {
    int number = round.number();
    boolean last = number == session.rounds().size();
    never(session.rounds().get(number - 1) != round, "a round in the wrong place");
    PeerRole peerRole = round.turn() ? PeerRole.AUTHOR : PeerRole.REVIEW;
    never(round.panel().stream().anyMatch(p -> !may(p, peerRole)), "an odd panel " + number);
    never(round.turn() && round.panel().size() != 1, "a turn of several " + number);
    never(round.turn() && !round.votes().isEmpty(), "a vote in a turn " + number);
    Set<String> out = new HashSet<>(round.excused().keySet());
    out.addAll(round.rejected().keySet());
    out.addAll(round.abstained().keySet());
    never(
        out.size() != round.excused().size() + round.rejected().size() + round.abstained().size(),
        "somebody is out of the round twice");
    for (BallotCast vote : round.votes().values()) {
      never(!round.panel().contains(vote.peer()), "a stranger voted in " + number);
      never(out.contains(vote.peer()), "a vote of somebody who is out of " + number);
      never(!vote.artifact().equals(round.artifact()), "a vote on other bytes in " + number);
      boolean objects =
          session.findings().values().stream()
              .anyMatch(f -> f.blocks() && f.opened().owner().equals(vote.peer()));
      never(
          last && vote.status() == VerdictStatus.READY && objects, "READY beside an own objection");
    }
    if (!last && !round.counted()) {
      Round next = session.rounds().get(number);
      never(next.run().equals(round.run()), "a round begun before " + number + " was counted");
    }
    boolean counted = last && round.counted() && !round.turn();
    if (counted && round.completed().tally() == TallyResult.UNANIMOUS) {
      unanimous(round);
    }
  }

  private void calls() {
    int number = 0;
    for (LedgerCall ledgerCall : session.calls().values()) {
      number++;
      never(!ledgerCall.id().equals("c" + number), "the calls are not counted through");
      if (ledgerCall.state() == LedgerCall.CallState.RESERVED) {
        never(!session.running(), "an open call without a run");
        never(ledgerCall.round() != session.rounds().size(), "an open call of an older round");
      }
    }
    for (Round round : session.rounds()) {
      for (String peer : round.panel()) {
        asked(round, peer, CallPurpose.REVIEW);
        asked(round, peer, CallPurpose.REPAIR);
        asked(round, peer, CallPurpose.CITE);
        asked(round, peer, CallPurpose.ROTATE);
      }
    }
  }

  private void asked(Round round, String peer, CallPurpose callPurpose) {
    List<LedgerCall> calls =
        session.calls().values().stream()
            .filter(c -> c.round() == round.number() && c.peer().equals(peer))
            .filter(c -> c.purpose() == callPurpose)
            .toList();
    never(count(calls, LedgerCall.CallState.RESERVED) > 1, "asked twice at once");
    never(count(calls, LedgerCall.CallState.SETTLED) > 1, "an answer bought again");
    never(
        count(calls, LedgerCall.CallState.INDETERMINATE) > 2,
        "asked again after two unknown fates");
  }

  private static long count(List<LedgerCall> calls, LedgerCall.CallState callState) {
    return calls.stream().filter(ledgerCall -> ledgerCall.state() == callState).count();
  }

  private void money() {
    Money spent = Money.ZERO;
    Money reserved = Money.ZERO;
    Money limit = session.opened().limits().sessionUsd();
    for (LedgerCall ledgerCall : session.calls().values()) {
      never(
          limit == null && !ledgerCall.ceiling().equals(Money.ZERO),
          "a paid call without a ceiling");
      switch (ledgerCall.state()) {
        case RESERVED -> reserved = reserved.plus(ledgerCall.ceiling());
        case SETTLED, FAILED -> spent = spent.plus(ledgerCall.cost());
        case INDETERMINATE -> spent = spent.plus(ledgerCall.ceiling());
        case RELEASED -> {} // never sent
      }
    }
    boolean kept =
        session.calls().values().stream()
            .allMatch(c -> c.cost() == null || c.cost().compareTo(c.ceiling()) <= 0);
    boolean over = limit != null && spent.plus(reserved).compareTo(limit) > 0;
    never(kept && over, "more money than the session's ceiling");
    never(!session.ledger().spent().equals(spent), "spent is not the sum of the calls");
    never(!session.ledger().reserved().equals(reserved), "reserved is not the sum of the calls");
    never(!session.cost().equals(spent), "the cost is not what was spent");
    never(!session.running() && !reserved.equals(Money.ZERO), "money reserved for nothing");
    never(session.closed() && !session.finalized().cost().equals(spent), "closed at another cost");
  }

  private void finding(LedgerFinding finding) {
    String id = finding.opened().id();
    FindingState state = FindingState.OPEN;
    for (LedgerFinding.FindingMove findingMove : finding.moves()) {
      never(findingMove.moved().from() != state, id + " moved from where it was not");
      boolean terminal = state == FindingState.WITHDRAWN || state == FindingState.WAIVED;
      boolean operator = findingMove.moved().method() == MoveMethod.OPERATOR;
      never(terminal && !operator, id + " moved after its end");
      state = findingMove.moved().to();
    }
    never(state != finding.state(), id + " is not where its moves led");
    Round round = session.rounds().get(finding.opened().openedRound() - 1);
    BallotCast vote = round.votes().get(finding.opened().owner());
    never(vote == null || !vote.findings().contains(id), id + " was opened by no vote");
  }

  private void run() {
    if (!session.hasRun()) {
      return;
    }
    Run run = session.run();
    List<Round> own =
        session.rounds().stream().filter(round -> round.run().equals(run.id())).toList();
    never(own.size() != run.rounds(), "rounds of nobody");
    never(
        session.steering().limits() == null && run.rounds() > run.maxRounds(),
        "more rounds than allowed");
    never(run.mode() == RunMode.REVIEW && run.revisions() > 0, "a review that rewrote");
    never(run.mode() == RunMode.JUDGE && run.rounds() > 0, "judges that held a round");
    never(run.draw().contains(session.opened().petitioner()), "the petitioner was drawn");
    never(run.author() > run.draw().size(), "authors beyond the draw");
    Set<Object> bytes = own.stream().map(Round::artifact).collect(Collectors.toSet());
    never(run.revisions() == 0 && bytes.size() > 1, "other bytes without a revision");
  }
}
