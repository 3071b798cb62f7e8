package crossreview.session;

import crossreview.model.Digest;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PromptRef;
import crossreview.model.event.RoundEvent;
import crossreview.model.vote.ReturnedHunk;
import crossreview.model.vote.ReviewScope;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A round.
 *
 * @param beginning what it began with
 * @param panel who is asked and may vote, in panel order
 * @param prompts what each of them was shown, by digest
 * @param votes the vote of each peer that gave one
 * @param excused peers that left the quorum openly
 * @param rejected peers without a vote that block, with the failure code
 * @param abstained peers that found nothing to vote on, with their reason
 * @param completed the count
 */
public record Round(
    int number,
    String run,
    Digest artifact,
    RoundBaseline beginning,
    List<String> panel,
    List<PromptRef> prompts,
    Map<String, RoundEvent.BallotCast> votes,
    Map<String, FailureClass> excused,
    Map<String, String> rejected,
    Map<String, String> abstained,
    RoundEvent.@Nullable RoundCompleted completed) {

  /**
   * What a round began with.
   *
   * @param turn whether it is a turn of a rotation, which no policy counts
   * @param evidence how many pieces of evidence there were
   * @param constraints how many constraints there were
   * @param blind whether no one was shown what another one held against the artifact
   * @param scope what was put before nobody; absent where everything was shown
   * @param unframed who was not told the task: that is not an approval with regard to it
   * @param rules the digest of the repository's rules that reviewers are shown
   * @param returned hunks that were again what they had been in an earlier round
   */
  public record RoundBaseline(
      boolean turn,
      int evidence,
      int constraints,
      boolean blind,
      @Nullable ReviewScope scope,
      List<String> unframed,
      Digest rules,
      List<ReturnedHunk> returned) {}

  /** Whether its votes are counted; else it is under way. */
  public boolean counted() {
    return completed != null;
  }

  @Override
  public RoundEvent.RoundCompleted completed() {
    if (completed == null) {
      throw new IllegalStateException("round " + number + " is not counted");
    }
    return completed;
  }

  /** Whether it is a turn of a rotation. */
  public boolean turn() {
    return beginning.turn();
  }

  /** How many pieces of evidence there were when it began. */
  public int evidence() {
    return beginning.evidence();
  }

  /** The parts that no voter can look at: left out on purpose, or missing. */
  public BitSet unshownParts() {
    BitSet unshown = new BitSet();
    if (beginning.scope() != null) {
      unshown.or(beginning.scope().excludedParts());
      unshown.or(beginning.scope().missingParts());
    }
    return unshown;
  }

  /** How many of the panel have voted or are out of this round. */
  public int answered() {
    return votes.size() + excused.size() + rejected.size() + abstained.size();
  }

  /** Who is still waited for, in panel order; no one once the round is counted. */
  public List<String> awaited() {
    return completed == null ? panel.stream().filter(peer -> !decided(peer)).toList() : List.of();
  }

  /** Whether the peer has voted or is out of this round: nothing more is asked of it. */
  public boolean decided(String peer) {
    return spoke(peer) || excused.containsKey(peer) || rejected.containsKey(peer);
  }

  /** Whether the peer looked at the artifact and voted or abstained. */
  public boolean spoke(String peer) {
    return votes.containsKey(peer) || abstained.containsKey(peer);
  }

  /** The round as if only these peers had been asked. */
  public Round of(Predicate<String> peers) {
    return new Round(
        number,
        run,
        artifact,
        beginning,
        panel.stream().filter(peers).toList(),
        prompts,
        kept(votes, peers),
        kept(excused, peers),
        kept(rejected, peers),
        kept(abstained, peers),
        completed);
  }

  private static <V> Map<String, V> kept(Map<String, V> by, Predicate<String> peers) {
    Map<String, V> kept = new LinkedHashMap<>(by);
    kept.keySet().removeIf(peers.negate());
    return kept;
  }

  Round voted(RoundEvent.BallotCast ballot) {
    return with(SessionEdit.with(votes, ballot.peer(), ballot), excused, rejected, completed);
  }

  /** A failed call blocks by name until a {@code peer.excused} of the same unit says otherwise. */
  Round rejectedBy(String peer, String code) {
    return with(votes, excused, SessionEdit.with(rejected, peer, code), completed);
  }

  Round excusedFor(String peer, FailureClass failureClass) {
    Map<String, String> others = new LinkedHashMap<>(rejected);
    others.remove(peer);
    return with(votes, SessionEdit.with(excused, peer, failureClass), others, completed);
  }

  Round abstained(String peer, String reason) {
    Map<String, String> more = SessionEdit.with(abstained, peer, reason);
    return new Round(
        number, run, artifact, beginning, panel, prompts, votes, excused, rejected, more, null);
  }

  Round counted(RoundEvent.RoundCompleted count) {
    return with(votes, excused, rejected, count);
  }

  private Round with(
      Map<String, RoundEvent.BallotCast> cast,
      Map<String, FailureClass> out,
      Map<String, String> blocked,
      RoundEvent.@Nullable RoundCompleted count) {
    return new Round(
        number, run, artifact, beginning, panel, prompts, cast, out, blocked, abstained, count);
  }
}
