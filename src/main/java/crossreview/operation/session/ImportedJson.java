package crossreview.operation.session;

import crossreview.codec.ObjectCodec;
import crossreview.model.event.ImportedEvent.CallImported;
import crossreview.model.event.ImportedEvent.ItemImported;
import crossreview.model.event.ImportedEvent.ItemMove;
import crossreview.model.event.ImportedEvent.RoundImported;
import crossreview.model.event.LifecycleEvent.SessionImported;
import crossreview.session.ImportedSession;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a session was in another program, as answers spell it. Pure. */
final class ImportedJson {
  private static final ObjectCodec<CallImported> CALL =
      ObjectCodec.<CallImported>object()
          .field("purpose", CallImported::purpose)
          .field("peer", CallImported::peer)
          .field("provider", CallImported::provider)
          .field("model", CallImported::model)
          .field("status", CallImported::status)
          .field("confidence", CallImported::confidence)
          .field("quality", CallImported::quality)
          .field("summary", CallImported::summary)
          .field("requests", CallImported::requests)
          .field("follow_ups", CallImported::followUps)
          .field("sources", CallImported::sources)
          .field("failure", CallImported::failure)
          .field("usage", CallImported::usage)
          .field("cost", CallImported::cost)
          .field("latency_ms", CallImported::latencyMs)
          .field("attempts", CallImported::attempts);

  private static final ObjectCodec<RoundImported> ROUND =
      ObjectCodec.<RoundImported>object()
          .field("round", RoundImported::round)
          .field("started_at", RoundImported::startedAt)
          .field("completed_at", RoundImported::completedAt)
          .field("caller_status", RoundImported::callerStatus)
          .field("converged", RoundImported::converged)
          .field("reason", RoundImported::reason)
          .field("blocking", RoundImported::blocking);

  private static final ObjectCodec<ItemMove> MOVE =
      ObjectCodec.<ItemMove>object()
          .field("at", ItemMove::at)
          .field("from", ItemMove::from)
          .field("to", ItemMove::to)
          .field("by", ItemMove::by)
          .field("round", ItemMove::round)
          .field("note", ItemMove::note);

  private static final ObjectCodec<ItemImported> ITEM =
      ObjectCodec.<ItemImported>object()
          .field("id", ItemImported::id)
          .field("peer", ItemImported::peer)
          .field("ask", ItemImported::ask)
          .field("first_round", ItemImported::firstRound)
          .field("last_round", ItemImported::lastRound)
          .field("times", ItemImported::times)
          .field("status", ItemImported::status)
          .field("method", ItemImported::method)
          .field("rationale", ItemImported::rationale)
          .field("moves", item -> MOVE.trees(item.moves()));

  private static final ObjectCodec<SessionImported> WHAT =
      ObjectCodec.<SessionImported>object()
          .field("version", SessionImported::version)
          .field("opened_at", SessionImported::openedAt)
          .field("updated_at", SessionImported::updatedAt)
          .field("outcome", SessionImported::outcome)
          .field("reason", SessionImported::reason)
          .field("cost", SessionImported::cost)
          .field("events", SessionImported::events)
          .field("repairs", SessionImported::repairs);

  private ImportedJson() {}

  /** With its last rounds and the calls of these; null for a session that was opened here. */
  static @Nullable Map<String, Object> of(SessionExcerpt excerpt) {
    ImportedSession imported = excerpt.session().supplement().imported();
    if (imported == null) {
      return null;
    }
    int before = Math.max(0, imported.rounds().size() - excerpt.roundsMax());
    Map<String, Object> tree = WHAT.tree(imported.what());
    tree.put("verified", false);
    if (before > 0) {
      tree.put("rounds_before", (long) before);
    }
    List<RoundImported> shown = imported.rounds().subList(before, imported.rounds().size());
    tree.put("rounds", shown.stream().map(round -> round(imported, round)).toList());
    if (before == 0) {
      tree.put("other_calls", CALL.trees(imported.callsOutside()));
    }
    tree.put("items", ITEM.trees(imported.items()));
    return tree;
  }

  private static Map<String, Object> round(ImportedSession imported, RoundImported round) {
    Map<String, Object> tree = ROUND.tree(round);
    tree.put("calls", CALL.trees(imported.callsOf(round.round())));
    return tree;
  }
}
