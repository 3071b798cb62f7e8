package crossreview.report;

import crossreview.codec.ObjectCodec;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostParts;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.finding.FindingState;
import crossreview.model.vote.VerdictQuality;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.LedgerCall;
import crossreview.session.LedgerFinding;
import crossreview.session.Round;
import crossreview.session.Session;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one peer did over some sessions: votes, calls, findings, money, time. */
public final class PeerStatistics {
  private static final ObjectCodec<PeerStatistics> CODEC =
      ObjectCodec.<PeerStatistics>object()
          .field("peer", s -> s.peer)
          .field("sessions", s -> s.sessions)
          .field("votes", s -> s.votes)
          .field("quality", s -> s.quality)
          .field("failures", s -> s.failures)
          .field("findings", s -> s.findings)
          .field("held_by_confidence", s -> s.calibration.tree())
          .field("chronic_blockers", s -> s.chronic)
          .field("calls", s -> s.calls)
          .field("second_turns", s -> s.secondTurns)
          .field("mean_latency_ms", s -> s.answered == 0 ? null : s.latencyMs / s.answered)
          .field("cost", s -> s.cost.sum())
          .field("cost_basis", s -> s.cost);

  /** Three rounds: what blocks longer is an argument, not a review. */
  private static final int CHRONIC_ROUNDS = 3;

  private final String peer;
  private int sessions;
  private final Map<VerdictStatus, Integer> votes = new EnumMap<>(VerdictStatus.class);
  private final Map<VerdictQuality, Integer> quality = new EnumMap<>(VerdictQuality.class);
  private final Map<FindingState, Integer> findings = new EnumMap<>(FindingState.class);
  private final Map<String, Integer> failures = new TreeMap<>();
  private final ReviewerCalibration calibration = new ReviewerCalibration();
  private int calls;
  private int secondTurns;
  private int chronic;
  private long answered;
  private long latencyMs;
  private CostParts cost = CostParts.NOTHING;

  private PeerStatistics(String peer) {
    this.peer = peer;
  }

  /** The records of all peers that were asked or voted, by name. */
  public static Collection<PeerStatistics> of(List<Session> sessions) {
    Map<String, PeerStatistics> records = new TreeMap<>();
    for (Session session : sessions) {
      session.panel().stream()
          .map(member -> member.peer())
          .forEach(peer -> record(records, peer).sessions++);
      session.rounds().forEach(round -> round(records, round));
      session
          .calls()
          .values()
          .forEach(ledgerCall -> record(records, ledgerCall.peer()).call(ledgerCall));
      session.findings().values().forEach(f -> finding(records, session, f));
    }
    return records.values();
  }

  private static PeerStatistics record(Map<String, PeerStatistics> records, String peer) {
    return records.computeIfAbsent(peer, PeerStatistics::new);
  }

  private static void round(Map<String, PeerStatistics> records, Round round) {
    for (BallotCast vote : round.votes().values()) {
      PeerStatistics record = record(records, vote.peer());
      record.votes.merge(vote.status(), 1, Integer::sum);
      record.quality.merge(vote.quality(), 1, Integer::sum);
    }
    round.rejected().forEach((peer, code) -> fail(records, peer, code));
    round
        .excused()
        .forEach((peer, failure) -> fail(records, peer, "excused: " + failure.wireName()));
  }

  private static void fail(Map<String, PeerStatistics> records, String peer, String code) {
    record(records, peer).failures.merge(code, 1, Integer::sum);
  }

  private static void finding(
      Map<String, PeerStatistics> records, Session session, LedgerFinding finding) {
    PeerStatistics record = record(records, finding.opened().owner());
    record.findings.merge(finding.state(), 1, Integer::sum);
    record.calibration.add(session, finding);
    int rounds = session.rounds().size() - finding.opened().openedRound() + 1;
    record.chronic += session.blocks(finding) && rounds >= CHRONIC_ROUNDS ? 1 : 0;
  }

  private void call(LedgerCall ledgerCall) {
    calls++;
    boolean again =
        ledgerCall.purpose() == CallPurpose.REPAIR || ledgerCall.purpose() == CallPurpose.CITE;
    secondTurns += again ? 1 : 0;
    cost = cost.plus(ledgerCall.booked(), ledgerCall.costBasis());
    if (ledgerCall.state() == LedgerCall.CallState.SETTLED) {
      answered++;
      latencyMs += ledgerCall.latencyMs();
    }
  }

  /** The same as a tree for answers. */
  public Map<String, Object> tree() {
    return CODEC.tree(this);
  }
}
