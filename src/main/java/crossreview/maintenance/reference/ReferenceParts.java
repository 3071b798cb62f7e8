package crossreview.maintenance.reference;

import crossreview.model.call.TokenUsage;
import crossreview.model.event.ImportedEvent;
import crossreview.model.event.ImportedEvent.CallImported;
import crossreview.model.event.ImportedEvent.ItemImported;
import crossreview.model.event.ImportedEvent.ItemMove;
import crossreview.model.event.ImportedEvent.RoundImported;
import crossreview.model.event.ImportedParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The rounds, calls and checklist of a {@code meta.json} of the reference system as data. What
 * cannot be read is named; the file itself is attached, so nothing is lost. Pure.
 */
final class ReferenceParts {
  // A journal has a line for each; its own reviews stop long before.
  private static final int ROUNDS_MAX = 1_000;
  private static final int CALLS_MAX = 5_000;
  private static final int ITEMS_MAX = 1_000;
  private static final String UNKNOWN = "unknown";

  private ReferenceParts() {}

  static ImportedParts of(Map<String, Object> meta, List<String> repairs) {
    ReferenceFields all = new ReferenceFields(meta);
    List<ReferenceFields> given = objects(all, "rounds", ROUNDS_MAX, repairs);
    List<RoundImported> rounds = new ArrayList<>();
    List<CallImported> calls = new ArrayList<>();
    for (ReferenceFields round : given) {
      int number = round.number("round", rounds.size() + 1);
      rounds.add(round(number, round));
      objects(round, "peers", CALLS_MAX, repairs).forEach(each -> calls.add(vote(number, each)));
      objects(round, "rejected", CALLS_MAX, repairs)
          .forEach(each -> calls.add(failure(number, each)));
    }
    objects(all, "generation_files", CALLS_MAX, repairs).forEach(each -> calls.add(text(each)));
    Map<String, List<ReferenceFields>> moves =
        all.objects("evidence_status_history").stream()
            .collect(Collectors.groupingBy(move -> move.word("item_id", UNKNOWN)));
    List<ItemImported> items =
        objects(all, "evidence_checklist", ITEMS_MAX, repairs).stream()
            .map(each -> item(each, moves))
            .toList();
    return new ImportedParts(rounds, within(calls, repairs), items);
  }

  private static List<CallImported> within(List<CallImported> calls, List<String> repairs) {
    if (calls.size() <= CALLS_MAX) {
      return calls;
    }
    repairs.add(calls.size() - CALLS_MAX + " calls are only in the attached meta.json");
    return List.copyOf(calls.subList(0, CALLS_MAX));
  }

  /** The objects of a list, as many as are kept as data. */
  private static List<ReferenceFields> objects(
      ReferenceFields from, String name, int most, List<String> repairs) {
    Object value = from.fields().get(name);
    if (value != null && !(value instanceof List<?>)) {
      repairs.add(name + " is not a list and is only in the attached meta.json");
    }
    List<ReferenceFields> found = from.objects(name);
    List<ReferenceFields> kept = found.subList(0, Math.min(found.size(), most));
    int left = from.list(name).size() - kept.size();
    if (left > 0) {
      repairs.add(left + " of " + name + " are only in the attached meta.json");
    }
    return kept;
  }

  private static RoundImported round(int number, ReferenceFields round) {
    ReferenceFields convergence = round.object("convergence");
    return new RoundImported(
        number,
        round.word("started_at"),
        round.word("completed_at"),
        round.word("caller_status"),
        convergence.flag("converged"),
        convergence.text("reason", ImportedEvent.TEXT_MAX),
        convergence.texts("blocking_details"));
  }

  private static CallImported vote(int round, ReferenceFields vote) {
    ReferenceFields structured = vote.object("structured");
    return new CallImported(
        round,
        "vote",
        vote.word("peer", UNKNOWN),
        vote.word("provider"),
        vote.word("model"),
        vote.word("status"),
        structured.word("confidence"),
        vote.word("decision_quality"),
        structured.text("summary", ImportedEvent.TEXT_MAX),
        structured.texts("caller_requests"),
        structured.texts("follow_ups"),
        structured.texts("evidence_sources"),
        null,
        vote.usage(),
        vote.cost(),
        vote.count("latency_ms"),
        vote.count("attempts"));
  }

  private static CallImported failure(int round, ReferenceFields failure) {
    return new CallImported(
        round,
        "failed",
        failure.word("peer", UNKNOWN),
        failure.word("provider"),
        failure.word("model"),
        null,
        null,
        null,
        failure.text("message", ImportedEvent.TEXT_MAX),
        List.of(),
        List.of(),
        List.of(),
        failure.word("failure_class", UNKNOWN),
        TokenUsage.NONE,
        failure.cost(),
        failure.count("latency_ms"),
        failure.count("attempts"));
  }

  private static CallImported text(ReferenceFields text) {
    return new CallImported(
        text.number("round", 0),
        text.word("label", "generation"),
        text.word("peer", UNKNOWN),
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        text.usage(),
        text.cost(),
        text.count("latency_ms"),
        null);
  }

  private static ItemImported item(ReferenceFields item, Map<String, List<ReferenceFields>> moves) {
    String id = item.word("id", UNKNOWN);
    List<ItemMove> own =
        moves.getOrDefault(id, List.of()).stream().map(ReferenceParts::move).toList();
    int first = item.number("first_round", 1);
    String ask = item.text("ask", ImportedEvent.TEXT_MAX);
    return new ItemImported(
        id,
        item.word("peer", UNKNOWN),
        ask == null ? "(it does not say)" : ask,
        first,
        item.number("last_round", first),
        item.number("round_count", 1),
        item.word("status", "open"), // absent means open there
        item.word("address_method"),
        item.text("judge_rationale", ImportedEvent.TEXT_MAX),
        own.subList(Math.max(0, own.size() - ImportedEvent.LIST_MAX), own.size()));
  }

  private static ItemMove move(ReferenceFields move) {
    return new ItemMove(
        move.word("ts"),
        move.word("from"),
        move.word("to", UNKNOWN),
        move.word("by"),
        move.count("round"),
        move.text("note", ImportedEvent.ITEM_MAX));
  }
}
