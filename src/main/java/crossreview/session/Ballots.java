package crossreview.session;

import crossreview.model.Digest;
import crossreview.model.Disposition;
import crossreview.model.DispositionAnswer;
import crossreview.model.Finding;
import crossreview.model.FindingState;
import crossreview.model.MoveMethod;
import crossreview.model.Remark;
import crossreview.model.Severity;
import crossreview.model.Status;
import crossreview.model.Verdict;
import crossreview.model.event.FindingEvent;
import crossreview.model.event.NoteEvent;
import crossreview.model.event.RoundEvent;
import crossreview.model.event.SessionEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a vote does: it stands as it was given, its findings enter the ledger, its answers move it. */
public final class Ballots {
  private final Session session;
  private final Call call;
  private final Verdict verdict;
  private final List<SessionEvent> moves = new ArrayList<>();
  private final List<SessionEvent> notes = new ArrayList<>();
  private final List<SessionEvent> opened = new ArrayList<>();
  private final List<String> openedIds = new ArrayList<>();
  private final List<Remark> remarks;
  private final Set<Statements> claimed = new HashSet<>();
  private final Set<String> settledNow = new HashSet<>();

  private Ballots(Session session, Call call, Use.Ballot ballot) {
    this.session = session;
    this.call = call;
    this.verdict = ballot.verdict();
    this.remarks = new ArrayList<>(ballot.remarks());
  }

  /**
   * Why a verdict contradicts itself, if it does: READY beside an own blocking finding that is open,
   * new or not answered.
   */
  public static Optional<String> contradiction(Session session, String peer, Verdict verdict) {
    if (verdict.status() != Status.READY) {
      return Optional.empty();
    }
    if (verdict.findings().stream().anyMatch(claim -> claim.severity() == Severity.BLOCKING)) {
      return Optional.of("READY together with a blocking finding of its own");
    }
    Set<String> settled = new HashSet<>();
    for (Disposition disposition : verdict.dispositions()) {
      if (disposition.answer() != DispositionAnswer.STILL_OPEN) {
        settled.add(disposition.finding());
      }
    }
    return session.findings().values().stream()
        .filter(finding -> finding.blocks() && finding.opened().owner().equals(peer))
        .map(finding -> finding.opened().id())
        .filter(id -> !settled.contains(id))
        .findFirst()
        .map(id -> "READY, but its own finding " + id + " is open and not settled");
  }

  /** The events of a vote; none when it came too late to count. */
  static List<SessionEvent> cast(Session session, Call call, Digest answer, Use.Ballot ballot) {
    Round round = session.rounds().get(call.round() - 1);
    boolean late = round.completed() != null || round.votes().containsKey(call.peer());
    if (late || !session.running()) {
      return List.of();
    }
    contradiction(session, call.peer(), ballot.verdict())
        .ifPresent(
            why -> {
              throw Refusals.conflict("inconsistent_verdict", call.peer() + " says " + why);
            });
    return new Ballots(session, call, ballot).events(round, answer, ballot);
  }

  private List<SessionEvent> events(Round round, Digest answer, Use.Ballot ballot) {
    String peer = call.peer();
    verdict.findings().forEach(c -> claimed.add(Statements.of(peer, c.kind(), c.statement())));
    verdict.dispositions().forEach(this::answer);
    verdict.findings().forEach(this::claim);
    List<SessionEvent> events = new ArrayList<>();
    events.add(
        new RoundEvent.BallotCast(
            round.number(),
            peer,
            round.artifact(),
            verdict.status(),
            verdict.confidence(),
            verdict.summary(),
            openedIds,
            verdict.dispositions(),
            verdict.citations(),
            ballot.quality(),
            answer));
    events.addAll(moves);
    events.addAll(opened);
    events.addAll(notes);
    if (!remarks.isEmpty()) {
      int kept = Math.min(remarks.size(), NoteEvent.BallotRemarked.REMARKS_MAX);
      events.add(new NoteEvent.BallotRemarked(round.number(), peer, remarks.subList(0, kept)));
    }
    return events;
  }

  private void answer(Disposition disposition) {
    LedgerFinding finding = session.findings().get(disposition.finding());
    if (finding == null || !finding.opened().owner().equals(call.peer())) {
      remarks.add(new Remark("not_an_own_finding", null, disposition.finding()));
      return;
    }
    FindingState to =
        switch (disposition.answer()) {
          case RESOLVED -> FindingState.RESOLVED;
          case WITHDRAWN -> FindingState.WITHDRAWN;
          case STILL_OPEN -> FindingState.OPEN;
        };
    if (to != FindingState.OPEN && claimed.contains(Statements.of(finding.opened()))) {
      remarks.add(new Remark("settled_and_raised_again", null, disposition.finding()));
    } else if (allowed(finding.state(), to) && settledNow.add(disposition.finding())) {
      moves.add(
          new FindingEvent.FindingMoved(
              disposition.finding(),
              finding.state(),
              to,
              MoveMethod.OWNER,
              disposition.reason()));
    }
  }

  /** An owner settles what is open and reopens what it resolved or what a judge called addressed. */
  private static boolean allowed(FindingState from, FindingState to) {
    return switch (from) {
      case OPEN -> to != FindingState.OPEN;
      case RESOLVED, ADDRESSED -> to == FindingState.OPEN;
      case WITHDRAWN, WAIVED -> false;
    };
  }

  private void claim(Verdict.Claim claim) {
    Statements said = Statements.of(call.peer(), claim.kind(), claim.statement());
    List<LedgerFinding> before =
        session.findings().values().stream()
            .filter(finding -> Statements.of(finding.opened()).equals(said))
            .toList();
    Optional<LedgerFinding> open =
        before.stream().filter(finding -> finding.state() == FindingState.OPEN).findFirst();
    boolean higher =
        claim.severity() == Severity.BLOCKING
            && before.stream().allMatch(f -> f.opened().severity() == Severity.ADVICE);
    if (open.isPresent() && !higher) {
      remarks.add(new Remark("already_open", null, open.get().opened().id()));
    } else if (!before.isEmpty() && !higher) {
      LedgerFinding last = before.getLast();
      notes.add(
          new NoteEvent.FindingRepeated(last.opened().id(), call.round(), last.state()));
    } else {
      open(claim, before);
    }
  }

  private void open(Verdict.Claim claim, List<LedgerFinding> linked) {
    int id = session.findings().size() + opened.size() + 1;
    if (id > session.limits().findingsMax()) {
      remarks.add(new Remark("findings_limit", null, "limits.session_findings_max is reached"));
      return;
    }
    Finding finding =
        new Finding(
            "f" + id,
            call.peer(),
            claim.kind(),
            claim.severity(),
            claim.statement(),
            claim.citations(),
            call.round(),
            linked.stream().map(f -> f.opened().id()).toList());
    opened.add(new FindingEvent.FindingOpened(finding));
    openedIds.add(finding.id());
  }
}
