package crossreview.session.decision;

import crossreview.model.ValueChecks;
import crossreview.model.event.FindingEvent;
import crossreview.model.event.NoteEvent;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.event.SessionEvent;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingDisposition;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.FindingState;
import crossreview.model.finding.MoveMethod;
import crossreview.model.vote.BallotRemark;
import crossreview.model.vote.Verdict;
import crossreview.session.LedgerCall;
import crossreview.session.LedgerFinding;
import crossreview.session.Session;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.rule.FindingIdentity;
import crossreview.session.rule.ThinAnswer;
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
import org.jspecify.annotations.Nullable;

/** What a vote does to the findings ledger: answers move findings, claims open them. */
final class BallotEffects {
  /** Fifty remarks of this length fit into a line, whatever characters they are made of. */
  private static final int REMARK_MAX = 160;

  /** A panel has 32 members; a line keeps its bound. */
  private static final int LINKED_MAX = 32;

  private final Session session;
  private final LedgerCall ledgerCall;
  private final Map<String, FindingState> moved = new HashMap<>();
  private final Map<FindingIdentity, List<Finding>> openedNow = new HashMap<>();
  private final List<SessionEvent> moves = new ArrayList<>();
  private final List<FindingEvent.FindingOpened> opened = new ArrayList<>();
  private final List<SessionEvent> notes = new ArrayList<>();
  private final Set<String> again = new LinkedHashSet<>();
  private final List<BallotRemark> remarks;
  private final FindingQuota findingQuota;
  private int openedCharacters;
  private int unadmitted;

  private BallotEffects(Session session, LedgerCall ledgerCall, List<BallotRemark> remarks) {
    this.session = session;
    this.ledgerCall = ledgerCall;
    this.remarks = new ArrayList<>(remarks);
    this.findingQuota = new FindingQuota(session, ledgerCall.round());
  }

  static BallotEffects of(
      Session session, LedgerCall ledgerCall, AnswerMeaning.BallotAnswer ballotAnswer) {
    BallotEffects ballotEffects = new BallotEffects(session, ledgerCall, ballotAnswer.remarks());
    Verdict verdict = ballotAnswer.verdict();
    FindingRules.answers(verdict).values().forEach(said -> ballotEffects.answer(said, verdict));
    for (int index : ranked(verdict.findings())) {
      ballotEffects.claim(index, verdict.findings().get(index));
    }
    return ballotEffects;
  }

  /** Blocking ones first, each kind in the order in which the peer ranked them. */
  private static List<Integer> ranked(List<Verdict.FindingClaim> claims) {
    return IntStream.range(0, claims.size())
        .boxed()
        .sorted(Comparator.comparing(i -> claims.get(i).severity() != FindingSeverity.BLOCKING))
        .toList();
  }

  /** The vote is another one than the last, and nothing was new in between. */
  void unexplained(BallotCast last) {
    String before =
        last.status() + " in round " + last.round() + ", and nothing was new since then";
    remarks.add(new BallotRemark("unexplained_change", null, before));
  }

  /** Remarks a vote that approves with words that fit every text. */
  void remarkThin(BallotCast ballot) {
    session.panel().stream()
        .filter(member -> member.peer().equals(ballot.peer()))
        .filter(member -> ThinAnswer.is(ballot, member.kind()))
        .forEach(member -> remarks.add(new BallotRemark("thin_answer", null, ballot.summary())));
  }

  /** How many findings a limit kept out. */
  @Nullable Integer unadmitted() {
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
      events.add(
          new NoteEvent.BallotRemarked(ledgerCall.round(), ledgerCall.peer(), fitting(remarks)));
    }
    return events;
  }

  /** What fits into a line; the last one counts the rest. */
  private static List<BallotRemark> fitting(List<BallotRemark> all) {
    int most = NoteEvent.BallotRemarked.REMARKS_MAX;
    List<BallotRemark> kept = new ArrayList<>();
    for (BallotRemark ballotRemark : all.subList(0, all.size() > most ? most - 1 : all.size())) {
      String detail =
          ballotRemark.detail() == null ? null : ValueChecks.cut(ballotRemark.detail(), REMARK_MAX);
      kept.add(new BallotRemark(ballotRemark.code(), ballotRemark.index(), detail));
    }
    if (kept.size() < all.size()) {
      kept.add(new BallotRemark("more_remarks", null, all.size() - kept.size() + " more"));
    }
    return kept;
  }

  private void answer(FindingDisposition said, Verdict verdict) {
    LedgerFinding finding = session.findings().get(said.finding());
    if (finding == null || !finding.opened().owner().equals(ledgerCall.peer())) {
      remarks.add(new BallotRemark("not_an_own_finding", null, said.finding()));
      return;
    }
    FindingState to = FindingRules.after(finding.state(), said.answer());
    if (to == finding.state()) {
      return;
    }
    if (to != FindingState.OPEN && raisedAgain(finding.opened(), verdict)) {
      remarks.add(new BallotRemark("settled_and_raised_again", null, said.finding()));
      return;
    }
    moved.put(said.finding(), to);
    moves.add(
        new FindingEvent.FindingMoved(
            said.finding(), finding.state(), to, MoveMethod.OWNER, said.reason(), null));
  }

  /** Whether the same ballot says it again, no milder than before. */
  private static boolean raisedAgain(Finding finding, Verdict verdict) {
    FindingIdentity before = FindingIdentity.of(finding);
    return verdict.findings().stream()
        .filter(findingClaim -> !milder(findingClaim.severity(), finding.severity()))
        .anyMatch(findingClaim -> before.equals(said(finding.owner(), findingClaim)));
  }

  private static FindingIdentity said(String owner, Verdict.FindingClaim findingClaim) {
    return FindingIdentity.of(owner, findingClaim.kind(), findingClaim.statement());
  }

  private static boolean milder(FindingSeverity findingSeverity, FindingSeverity than) {
    return findingSeverity == FindingSeverity.ADVICE && than == FindingSeverity.BLOCKING;
  }

  private void claim(int index, Verdict.FindingClaim findingClaim) {
    FindingIdentity said = said(ledgerCall.peer(), findingClaim);
    List<LedgerFinding> before = new ArrayList<>(FindingRules.same(session, said));
    for (Finding now : openedNow.getOrDefault(said, List.of())) {
      before.add(new LedgerFinding(now, FindingState.OPEN, List.of()));
    }
    boolean higher =
        before.stream().allMatch(f -> milder(f.opened().severity(), findingClaim.severity()));
    Optional<LedgerFinding> open =
        before.stream().filter(f -> state(f) == FindingState.OPEN).findFirst();
    if (higher) {
      open(index, findingClaim, before);
    } else if (open.isPresent()) {
      again.add(open.get().opened().id());
      remarks.add(new BallotRemark("already_open", index, open.get().opened().id()));
    } else {
      LedgerFinding last = before.getLast();
      again.add(last.opened().id());
      notes.add(new NoteEvent.FindingRepeated(last.opened().id(), ledgerCall.round(), state(last)));
    }
  }

  private FindingState state(LedgerFinding finding) {
    return moved.getOrDefault(finding.opened().id(), finding.state());
  }

  /** Its own milder ones, and for display the open ones of others that say the same. */
  private List<String> linked(List<LedgerFinding> own, Verdict.FindingClaim findingClaim) {
    return Stream.concat(
            own.stream(), FindingRules.sameOfOthers(session, said(ledgerCall.peer(), findingClaim)))
        .map(finding -> finding.opened().id())
        .limit(LINKED_MAX)
        .toList();
  }

  private void open(int index, Verdict.FindingClaim findingClaim, List<LedgerFinding> linked) {
    int number = session.findings().size() + opened.size() + 1;
    Optional<String> limit =
        findingQuota.exceededLimit(opened.size(), openedCharacters, findingClaim.statement());
    if (limit.isPresent()) {
      unadmitted++;
      remarks.add(new BallotRemark("findings_limit", index, limit.get() + " is reached"));
      return;
    }
    openedCharacters += findingClaim.statement().length();
    Finding finding =
        new Finding(
            "f" + number,
            ledgerCall.peer(),
            findingClaim.kind(),
            findingClaim.severity(),
            findingClaim.statement(),
            findingClaim.citations(),
            ledgerCall.round(),
            linked(linked, findingClaim),
            findingClaim.replacement());
    opened.add(new FindingEvent.FindingOpened(finding));
    openedNow.computeIfAbsent(FindingIdentity.of(finding), s -> new ArrayList<>()).add(finding);
  }
}
