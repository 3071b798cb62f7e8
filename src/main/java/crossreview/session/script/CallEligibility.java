package crossreview.session.script;

import crossreview.model.call.CallPurpose;
import crossreview.model.vote.TallyResult;
import crossreview.session.LedgerCall;
import crossreview.session.Round;
import crossreview.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What one peer has been asked in the last round, and whether it may be asked now. The decider and
 * the script look here, so the one never proposes what the other refuses.
 *
 * <p>An answer that is on disk is never bought again. A call whose fate is unknown is asked again
 * at most {@value #REASKS} time; one that was never sent, at most {@value #RELEASES_MAX} times.
 */
public final class CallEligibility {
  /** After a second unknown fate the peer or its provider is the likely cause. */
  public static final int REASKS = 1;

  /**
   * Nothing was spent on them, but each costs two lines: a daemon restarted so often needs a
   * person.
   */
  public static final int RELEASES_MAX = 8;

  private final Session session;
  private final Round round;
  private final String peer;
  private final int section;
  private final int sections;
  private final List<LedgerCall> calls;

  private CallEligibility(Session session, String peer, int section, List<LedgerCall> ofRound) {
    List<LedgerCall> own = ofRound.stream().filter(c -> c.peer().equals(peer)).toList();
    this.session = session;
    this.round = session.rounds().getLast();
    this.peer = peer;
    this.section = section;
    this.sections = own.stream().mapToInt(CallEligibility::sections).max().orElse(0);
    this.calls = own.stream().filter(c -> c.sectionNumber() == section).toList();
  }

  private static int sections(LedgerCall call) {
    return call.section() == null ? 0 : call.section().of();
  }

  /** A peer in the last round of a running run that is asked about all of the artifact. */
  public static CallEligibility of(Session session, String peer) {
    return of(session, peer, 0);
  }

  /**
   * A peer in the last round of a running run.
   *
   * @param section which section it is asked about, from 1; 0 for all of the artifact
   */
  public static CallEligibility of(Session session, String peer, int section) {
    return of(session, peer, section, session.callsOf(session.rounds().size()));
  }

  /**
   * The same for many peers, whose calls are looked for once.
   *
   * @param ofRound the calls of the last round
   */
  static CallEligibility of(Session session, String peer, int section, List<LedgerCall> ofRound) {
    return new CallEligibility(session, peer, section, ofRound);
  }

  /** Whether a call's answer and those on disk are about all sections of its peer. */
  public static boolean completes(Session session, LedgerCall call) {
    return call.section() == null
        || IntStream.rangeClosed(1, call.section().of())
            .allMatch(number -> of(session, call.peer(), number).answered());
  }

  /** How many sections the peer is asked about; 0 where it is asked about all at once. */
  int sections() {
    return sections;
  }

  /** Why the peer is not to be asked for this now, or nothing if it may. */
  public Optional<String> refusal(CallPurpose callPurpose, int reasks) {
    String why =
        switch (callPurpose) {
          case REVIEW -> vote() != null ? vote() : review();
          case REPAIR -> vote() != null ? vote() : repair();
          case CITE -> vote() != null ? vote() : cite();
          case REVISE -> revise();
          case ROTATE -> vote() != null ? vote() : rotate();
          case JUDGE -> "no judges are asked";
        };
    return Optional.ofNullable(why != null ? why : again(callPurpose, reasks));
  }

  /** The unread review that a repair turn would be about. */
  Optional<LedgerCall> unreadReview() {
    return calls.stream().filter(c -> c.unread() && c.purpose() == CallPurpose.REVIEW).findFirst();
  }

  /** Whether the answer about a section is on disk and, where it was repaired, the repair too. */
  boolean answered() {
    return unreadReview().isPresent()
        && calls.stream().noneMatch(c -> c.state() == LedgerCall.CallState.RESERVED);
  }

  /** Whether the answer to a repair turn is on disk. */
  boolean repaired() {
    return calls.stream().anyMatch(c -> c.unread() && c.purpose() == CallPurpose.REPAIR);
  }

  private @Nullable String vote() {
    if (round.counted()) {
      return "round " + round.number() + " is counted";
    }
    if (!round.panel().contains(peer)) {
      return "it is not on the round's panel";
    }
    if (section == 0 != (sections == 0) || section > sections) {
      return "it is asked about other sections";
    }
    return round.decided(peer) ? "it voted or is out of the round" : null;
  }

  private @Nullable String review() {
    if (round.turn()) {
      return "the run rotates";
    }
    return unreadReview().isPresent() ? "its answer is on disk" : null;
  }

  private @Nullable String rotate() {
    return round.turn() ? null : "the run does not rotate";
  }

  private @Nullable String repair() {
    if (repaired()) {
      return "its repaired answer is on disk";
    }
    return unreadReview().isEmpty() ? "it has no unread answer" : null;
  }

  private @Nullable String cite() {
    boolean before =
        calls.stream()
            .anyMatch(
                c -> c.purpose() == CallPurpose.CITE && c.state() != LedgerCall.CallState.RELEASED);
    return before ? "its citations were sent back already" : repair();
  }

  private @Nullable String revise() {
    if (!round.counted() || round.completed().tally() != TallyResult.DIVIDED) {
      return "the last round is not divided";
    }
    if (!round.artifact().equals(session.current().sha256())) {
      return "the artifact is revised already";
    }
    boolean writes = session.run().currentAuthor().filter(peer::equals).isPresent();
    return writes ? null : "another author writes";
  }

  private @Nullable String again(CallPurpose callPurpose, int reasks) {
    if (calls.stream()
        .anyMatch(ledgerCall -> ledgerCall.state() == LedgerCall.CallState.RESERVED)) {
      return "a call to it is under way";
    }
    if (count(callPurpose, LedgerCall.CallState.INDETERMINATE) > reasks) {
      return "the fate of its calls is unknown";
    }
    return count(callPurpose, LedgerCall.CallState.RELEASED) > RELEASES_MAX
        ? "it was reserved too often without being asked"
        : null;
  }

  private long count(CallPurpose callPurpose, LedgerCall.CallState callState) {
    return calls.stream().filter(c -> c.purpose() == callPurpose && c.state() == callState).count();
  }
}
