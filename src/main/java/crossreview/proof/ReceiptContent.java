package crossreview.proof;

import crossreview.model.Digest;
import crossreview.model.call.PromptRef;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.run.PanelMember;
import crossreview.session.LedgerCall;
import crossreview.session.LedgerFinding;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.store.log.ReceiptFactory.ReceiptInput;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a receipt says of a session: how it ended, on which bytes, by whose votes and answers, under
 * which rules. Texts and whole numbers only. Pure; whoever has the journal can make it again.
 */
final class ReceiptContent {
  /** Names the fields below; a receipt with other fields has another name. */
  static final String FORMAT = "crossreview-receipt/2";

  /** Without the digest of what was submitted; such receipts are checked, not made. */
  static final String LEGACY_FORMAT = "crossreview-receipt/1";

  private ReceiptContent() {}

  static Map<String, Object> of(ReceiptInput receiptInput) {
    Map<String, Object> content = legacy(receiptInput);
    LifecycleEvent.ArtifactSubmitted submitted = receiptInput.before().supplement().submitted();
    content.put("format", FORMAT);
    content.put("submitted", submitted == null ? null : submitted.artifact().sha256().value());
    return present(content);
  }

  /** The same as {@link #LEGACY_FORMAT} says it. */
  static Map<String, Object> legacy(ReceiptInput receiptInput) {
    Session session = receiptInput.before();
    LifecycleEvent.SessionFinalized end = receiptInput.end();
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("format", LEGACY_FORMAT);
    content.put("session_id", session.id().value());
    content.put("outcome", end.outcome().wireName());
    content.put("reason", end.reason().wireName());
    content.put("closed_at", receiptInput.eventEnvelope().ts());
    content.put("opened_at", session.openedAt());
    content.put("head", head(receiptInput));
    content.put("artifact", session.current() == null ? null : session.current().sha256().value());
    content.put("final", end.finalText() == null ? null : end.finalText().sha256().value());
    content.put("task", Digest.of(session.opened().task()).value());
    content.put("petitioner", session.opened().petitioner());
    content.put("mode", session.mode().wireName());
    content.put("policy", policy(session));
    content.put("settings", session.opened().settingsDigest().value());
    content.put("panel", session.panel().stream().map(ReceiptContent::member).toList());
    content.put("rounds", session.rounds().stream().map(ReceiptContent::round).toList());
    content.put("calls", session.calls().values().stream().map(ReceiptContent::call).toList());
    content.put(
        "findings", session.findings().values().stream().map(ReceiptContent::finding).toList());
    content.put("cost_usd", end.cost().toString());
    return present(content);
  }

  /** The head before the closing line; the line itself names the receipt. */
  private static Map<String, Object> head(ReceiptInput receiptInput) {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("epoch", receiptInput.place().epoch());
    head.put("seq", receiptInput.place().seq() - 1);
    head.put("sha256", receiptInput.place().prev());
    return head;
  }

  private static Map<String, Object> policy(Session session) {
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("name", session.policy().name());
    policy.put("version", (long) session.policy().version());
    policy.put("sha256", session.policy().digest().value());
    return policy;
  }

  private static Map<String, Object> member(PanelMember member) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("peer", member.peer());
    fields.put("kind", member.kind());
    fields.put("model", text(member.model()));
    return present(fields);
  }

  private static Map<String, Object> round(Round round) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("round", (long) round.number());
    fields.put("artifact", round.artifact().value());
    fields.put("prompts", round.prompts().stream().map(ReceiptContent::prompt).toList());
    fields.put(
        "votes",
        round.panel().stream()
            .filter(round.votes()::containsKey)
            .map(peer -> vote(round.votes().get(peer)))
            .toList());
    fields.put("tally", round.completed() == null ? null : round.completed().tally().wireName());
    return present(fields);
  }

  private static Map<String, Object> prompt(PromptRef prompt) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("peer", prompt.peer());
    fields.put("sha256", prompt.digest().value());
    fields.put("parts", prompt.parts().stream().map(Digest::value).toList());
    return fields;
  }

  private static Map<String, Object> vote(BallotCast vote) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("peer", vote.peer());
    fields.put("status", vote.status().wireName());
    fields.put("artifact", vote.artifact().value());
    fields.put("answer", vote.answer() == null ? null : vote.answer().value());
    return present(fields);
  }

  private static Map<String, Object> call(LedgerCall ledgerCall) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("call", ledgerCall.id());
    fields.put("peer", ledgerCall.peer());
    fields.put("round", (long) ledgerCall.round());
    fields.put("purpose", ledgerCall.purpose().wireName());
    fields.put("state", ledgerCall.state().name().toLowerCase(Locale.ROOT));
    fields.put("answer", ledgerCall.answer() == null ? null : ledgerCall.answer().sha256().value());
    fields.put("model", text(ledgerCall.model()));
    fields.put("model_reported", text(ledgerCall.modelReported()));
    fields.put("booked_usd", ledgerCall.booked().toString());
    return present(fields);
  }

  private static Map<String, Object> finding(LedgerFinding finding) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("finding", finding.opened().id());
    fields.put("owner", finding.opened().owner());
    fields.put("severity", finding.opened().severity().wireName());
    fields.put("state", finding.state().wireName());
    return fields;
  }

  /** A name from outside; half a surrogate pair has no canonical form. */
  private static String text(String text) {
    return text == null
        ? null
        : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static Map<String, Object> present(Map<String, Object> fields) {
    fields.values().removeIf(value -> value == null);
    return fields;
  }
}
