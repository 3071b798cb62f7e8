package crossreview.session;

import crossreview.model.Reason;
import java.util.List;

/**
 * What a running review does next, decided from the session alone. A review is the loop that takes
 * each step and asks again, so continuing after a crash needs no other knowledge.
 */
public sealed interface NextStep {
  /** Begin this round: ask these voters about the current artifact. */
  record BeginRound(int round, List<String> voters) implements NextStep {}

  /** These voters of the running round have neither answered nor failed and no call is open. */
  record AskVoters(int round, List<String> voters) implements NextStep {}

  /** An answer is on disk and nobody has read it yet. */
  record ReadAnswer(String call) implements NextStep {}

  /** An answer could not be read: one repair turn with the same material. */
  record RepairAnswer(String peer, String call) implements NextStep {}

  /** Everything of the round is in: count. */
  record CountRound(int round) implements NextStep {}

  /** Ask this author for a revision. */
  record Revise(String author) implements NextStep {}

  /** Wait for the calls that are open in this process. */
  record AwaitCalls(List<String> calls) implements NextStep {}

  /** End the run. */
  record End(Reason reason, String detail) implements NextStep {}

  /** There is no running run. */
  record Idle() implements NextStep {}
}
