package crossreview.session;

import crossreview.model.Checks;
import crossreview.model.Disposition;
import crossreview.model.Finding;
import crossreview.model.FindingState;
import crossreview.model.MoveMethod;
import crossreview.model.Remark;
import crossreview.model.Severity;
import crossreview.model.Verdict;
import crossreview.model.event.FindingEvent;
import crossreview.model.event.NoteEvent;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.event.SessionEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a vote does to the findings ledger: answers move findings, claims open them. */
final class Consequences {
  /** Fifty remarks of this length fit into a line, whatever characters they are made of. */
  private static final int REMARK_MAX = 160;

  /** A panel has 32 members; a line keeps its bound. */
  private static final int LINKED_MAX = 32;

  private final Session session;
  private final Call call;
  private final Map<String, FindingState> moved = new HashMap<>();
  private final Map<Statements, List<Finding>> openedNow = new HashMap<>();
  private final List<SessionEvent> moves = new ArrayList<>();
  private final List<FindingEvent.FindingOpened> opened = new ArrayList<>();
  private final List<SessionEvent> notes = new ArrayList<>();
  private final Set<String> again = new LinkedHashSet<>();
  private final List<Remark> remarks;
  private final FindingRoom room;
  private int openedCharacters;
  private int unadmitted;

  private Consequences(Session session, Call call, List<Remark> remarks) {
    this.session = session;
    this.call = call;
    this.remarks = new ArrayList<>(remarks);
    this.room = new FindingRoom(session, call.round());
  }

  static Consequences of(Session session, Call call, Use.Ballot ballot) {
    Consequences consequences = new Consequences(session, call, ballot.remarks());
    Verdict verdict = ballot.verdict();
    Findings.answers(verdict).values().forEach(said -> consequences.answer(said, verdict));
    for (int index : ranked(verdict.findings())) {
      consequences.claim(index, verdict.findings().get(index));
    }
    return consequences;
  }

  /** Blocking ones first, each kind in the order in which the peer ranked them. */
  private static List<Integer> ranked(List<Verdict.Claim> claims) {
    return IntStream.range(0, claims.size())
        .boxed()
        .sorted(Comparator.comparing(i -> claims.get(i).severity() != Severity.BLOCKING))
        .toList();
  }

  /** The vote is another one than the last, and nothing was new in between. */
  void unexplained(BallotCast last) {
    String before = last.status() + " in round " + last.round() + ", and nothing was new since";
    remarks.add(new Remark("unexplained_change", null, before));
  }

  /** How many findings a limit kept out, or null. */
  Integer unadmitted() {
    return unadmitted == 0 ? null : unadmitted;
  }

  /** The ids of own findings that the vote states once more. */
  List<String> raisedAgain() {
    return List.copyOf(again);
  }

  /** The ids of the findings that the vote opens. */
  List<String> openedIds() {
    return opened.stream().map(e -> e.finding().id()).toList();
  }

  /** Moves, new findings and notes, in this order. */
  List<SessionEvent> events() {
    List<SessionEvent> events = new ArrayList<>(moves);
    events.addAll(opened);
    events.addAll(notes);
    if (!remarks.isEmpty()) {
      events.add(new NoteEvent.BallotRemarked(call.round(), call.peer(), fitting(remarks)));
    }
    return events;
  }

  /** What fits into a line; the last one counts the rest. */
  private static List<Remark> fitting(List<Remark> all) {
    int most = NoteEvent.BallotRemarked.REMARKS_MAX;
    List<Remark> kept = new ArrayList<>();
    for (Remark remark : all.subList(0, all.size() > most ? most - 1 : all.size())) {
      String detail = remark.detail() == null ? null : Checks.cut(remark.detail(), REMARK_MAX);
      kept.add(new Remark(remark.code(), remark.index(), detail));
    }
    if (kept.size() < all.size()) {
      kept.add(new Remark("more_remarks", null, all.size() - kept.size() + " more"));
    }
    return kept;
  }

  private void answer(Disposition said, Verdict verdict) {
    LedgerFinding finding = session.findings().get(said.finding());
    if (finding == null || !finding.opened().owner().equals(call.peer())) {
      remarks.add(new Remark("not_an_own_finding", null, said.finding()));
      return;
    }
    FindingState to = Findings.after(finding.state(), said.answer());
    if (to == finding.state()) {
      return;
    }
    if (to != FindingState.OPEN && raisedAgain(finding.opened(), verdict)) {
      remarks.add(new Remark("settled_and_raised_again", null, said.finding()));
      return;
    }
    moved.put(said.finding(), to);
    moves.add(
        new FindingEvent.FindingMoved(
            said.finding(), finding.state(), to, MoveMethod.OWNER, said.reason(), null));
  }

  /** Whether the same ballot says it again, no milder than before. */
  private static boolean raisedAgain(Finding finding, Verdict verdict) {
    Statements before = Statements.of(finding);
    return verdict.findings().stream()
        .filter(claim -> !milder(claim.severity(), finding.severity()))
        .anyMatch(claim -> before.equals(said(finding.owner(), claim)));
  }

  private static Statements said(String owner, Verdict.Claim claim) {
    return Statements.of(owner, claim.kind(), claim.statement());
  }

  private static boolean milder(Severity severity, Severity than) {
    return severity == Severity.ADVICE && than == Severity.BLOCKING;
  }

  private void claim(int index, Verdict.Claim claim) {
    Statements said = said(call.peer(), claim);
    List<LedgerFinding> before = new ArrayList<>(Findings.same(session, said));
    for (Finding now : openedNow.getOrDefault(said, List.of())) {
      before.add(new LedgerFinding(now, FindingState.OPEN, List.of()));
    }
    boolean higher = before.stream().allMatch(f -> milder(f.opened().severity(), claim.severity()));
    Optional<LedgerFinding> open =
        before.stream().filter(f -> state(f) == FindingState.OPEN).findFirst();
    if (higher) {
      open(index, claim, before);
    } else if (open.isPresent()) {
      again.add(open.get().opened().id());
      remarks.add(new Remark("already_open", index, open.get().opened().id()));
    } else {
      LedgerFinding last = before.getLast();
      again.add(last.opened().id());
      notes.add(new NoteEvent.FindingRepeated(last.opened().id(), call.round(), state(last)));
    }
  }

  private FindingState state(LedgerFinding finding) {
    return moved.getOrDefault(finding.opened().id(), finding.state());
  }

  /** Its own milder ones, and for display the open ones of others that say the same. */
  private List<String> linked(List<LedgerFinding> own, Verdict.Claim claim) {
    return Stream.concat(own.stream(), Findings.sameOfOthers(session, said(call.peer(), claim)))
        .map(finding -> finding.opened().id())
        .limit(LINKED_MAX)
        .toList();
  }

  private void open(int index, Verdict.Claim claim, List<LedgerFinding> linked) {
    int number = session.findings().size() + opened.size() + 1;
    Optional<String> limit = room.without(opened.size(), openedCharacters, claim.statement());
    if (limit.isPresent()) {
      unadmitted++;
      remarks.add(new Remark("findings_limit", index, limit.get() + " is reached"));
      return;
    }
    openedCharacters += claim.statement().length();
    Finding finding =
        new Finding(
            "f" + number,
            call.peer(),
            claim.kind(),
            claim.severity(),
            claim.statement(),
            claim.citations(),
            call.round(),
            linked(linked, claim));
    opened.add(new FindingEvent.FindingOpened(finding));
    openedNow.computeIfAbsent(Statements.of(finding), s -> new ArrayList<>()).add(finding);
  }
}
