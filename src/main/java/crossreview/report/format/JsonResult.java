package crossreview.report.format;

import crossreview.json.JsonWriter;
import crossreview.model.call.AnswerOrigin;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.material.ChangeIdentity;
import crossreview.model.vote.VoteCoverage;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.rule.Panel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The whole result as one JSON object; absent is absent. Pure. */
final class JsonResult {
  private final SessionResult result;
  private final PlainText plain;

  private JsonResult(SessionResult result) {
    this.result = result;
    this.plain = result.plain();
  }

  static String of(SessionResult result) {
    return new JsonResult(result).write();
  }

  private String write() {
    Session session = result.session();
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("format", "crossreview-result");
    out.put("version", 1);
    out.put("session_id", session.id().value());
    out.put("approved", result.approved());
    out.put("result", result.code());
    out.put("verdict", result.verdict());
    out.put("task", result.task());
    out.put("change", change(result.change()));
    if (session.hasArtifact()) {
      out.put("artifact", session.current().sha256().value());
    }
    out.put("rounds", session.rounds().size());
    out.put("votes", session.lastRound().map(this::votes).orElse(List.of()));
    out.put("blockers", blockers(session));
    out.put("findings", result.findings().stream().map(JsonResult::finding).toList());
    out.put("cost_usd", session.cost().toString());
    if (session.closed() && session.finalized().receipt() != null) {
      out.put("receipt_sha256", session.finalized().receipt().sha256().value());
    }
    out.values().removeIf(value -> value == null);
    return JsonWriter.of(out) + "\n";
  }

  private @Nullable Map<String, Object> change(@Nullable ChangeIdentity change) {
    if (change == null) {
      return null;
    }
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("repository", plain.line(change.repository()));
    out.put("branch", change.branch() == null ? null : plain.line(change.branch()));
    out.put("base", change.base());
    out.put("head", change.head());
    out.put("base_tree", change.baseTree());
    out.put("head_tree", change.headTree());
    out.values().removeIf(value -> value == null);
    return out;
  }

  /** How each peer voted in the last round, and which parts it looked at. */
  private List<Map<String, Object>> votes(Round round) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (String peer : round.panel()) {
      Map<String, Object> vote = new LinkedHashMap<>();
      vote.put("peer", peer);
      if (Panel.isTrial(result.session(), peer)) {
        vote.put("counts", false);
      }
      BallotCast ballot = round.votes().get(peer);
      if (ballot != null) {
        vote.put("status", ballot.status().wireName());
        vote.put("summary", plain.of(ballot.summary()));
        vote.put("coverage", coverage(ballot.coverage()));
        if (ballot.reusedFrom() != null) {
          vote.put("reused_from", origin(ballot.reusedFrom()));
        }
      } else {
        vote.put("status", absence(round, peer));
      }
      all.add(vote);
    }
    return all;
  }

  private static Map<String, Object> origin(AnswerOrigin origin) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("session", origin.session().toString());
    out.put("round", origin.round());
    out.put("at", origin.at());
    out.put("saved_usd", origin.saved().toString());
    return out;
  }

  /** What a peer without a vote did. */
  static String absence(Round round, String peer) {
    if (round.abstained().containsKey(peer)) {
      return "abstained";
    }
    return round.excused().containsKey(peer)
        ? "excused"
        : round.rejected().containsKey(peer) ? "rejected" : "awaited";
  }

  private Map<String, Object> coverage(@Nullable VoteCoverage coverage) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("whole", coverage == null);
    if (coverage != null) {
      out.put("parts", coverage.parts());
      out.put("read", coverage.read());
      out.put(
          "missed", coverage.missed().stream().map(place -> plain.line(place.place())).toList());
      if (coverage.carriedFrom() != null) {
        out.put("carried", coverage.carriedFrom().parts());
        out.put("carried_from", coverage.carriedFrom().round());
      }
    }
    return out;
  }

  private List<Map<String, Object>> blockers(Session session) {
    List<Map<String, Object>> all = new ArrayList<>();
    session
        .lastRound()
        .filter(Round::counted)
        .ifPresent(round ->
            round
                .completed()
                .blockers()
                .forEach(blocker -> {
                  Map<String, Object> out = new LinkedHashMap<>();
                  out.put("peer", plain.line(blocker.peer()));
                  out.put("code", plain.line(blocker.code()));
                  out.put("finding", blocker.finding());
                  out.put("detail", plain.of(blocker.detail()));
                  out.values().removeIf(value -> value == null);
                  all.add(out);
                }));
    return all;
  }

  private static Map<String, Object> finding(ResultFinding found) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("id", found.id());
    out.put("fingerprint", found.fingerprint().value());
    out.put("owner", found.owner());
    if (!found.merged().isEmpty()) {
      out.put("owners", found.owners());
      out.put("merged", found.merged());
    }
    out.put("kind", found.kind().wireName());
    out.put("severity", found.blocking() ? "blocking" : "advice");
    out.put("state", found.state().wireName());
    out.put("blocks", found.blocks());
    out.put("statement", found.statement());
    out.put("opened_round", found.openedRound());
    List<Map<String, Object>> places = new ArrayList<>();
    found
        .places()
        .forEach(place -> {
          Map<String, Object> where = new LinkedHashMap<>();
          where.put("path", place.name());
          where.put("line", place.line());
          where.put("quote", place.quote());
          where.values().removeIf(value -> value == null);
          places.add(where);
        });
    out.put("places", places);
    if (found.settlement() != null) {
      out.put("settlement", found.settlement().words());
    }
    return out;
  }
}
