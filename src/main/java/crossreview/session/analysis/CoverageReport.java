package crossreview.session.analysis;

import crossreview.coverage.ArtifactScope;
import crossreview.coverage.HunkIdentity;
import crossreview.diff.text.TextPart;
import crossreview.json.JsonWriter;
import crossreview.model.CarriedParts;
import crossreview.model.PartNumbers;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.run.PanelMember;
import crossreview.session.LedgerCall;
import crossreview.session.LedgerCall.CallState;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.rule.Panel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the artifact each of a round's panel was shown, in which call: written from what
 * was sent, not from what peers say.
 *
 * <pre>
 * {"round": 1, "artifact": "…",
 *  "parts": [{"part": 1, "path": "a.c", "line": 5, "hunk": "…", "context": "…",
 *             "excluded": "lock file", "missing": "…"}],
 *  "peers": [{"peer": "ada", "shown": [{"call": "c1", "parts": "1-3"}], "missing": "4",
 *             "carried": {"round": 1, "parts": "5-9"},
 *             "evidence": "usage" | "none" | "offered" | "rule"}]}
 * </pre>
 *
 * <p>{@code evidence} is why to believe that it was read: the provider counts as many tokens as the
 * prompt must have, or does not say; it was offered to a person; a rule says what it reads.
 */
public final class CoverageReport {
  private static final String SEAT = "seat";

  private final Session session;
  private final Round round;
  private final ArtifactScope artifactScope;

  private CoverageReport(Session session, Round round, ArtifactScope artifactScope) {
    this.session = session;
    this.round = round;
    this.artifactScope = artifactScope;
  }

  /** The report as JSON; the scope is that of the round's artifact. */
  public static String of(Session session, Round round, ArtifactScope artifactScope) {
    return JsonWriter.of(new CoverageReport(session, round, artifactScope).tree());
  }

  private Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("round", (long) round.number());
    tree.put("artifact", round.artifact().value());
    tree.put("parts", parts());
    tree.put("peers", round.panel().stream().map(this::peer).toList());
    return tree;
  }

  private List<Object> parts() {
    List<HunkIdentity> identities = HunkIdentity.of(artifactScope.textAnalysis());
    List<Object> parts = new ArrayList<>();
    for (TextPart part : artifactScope.parts()) {
      HunkIdentity identity = identities.get(part.number() - 1);
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("part", (long) part.number());
      tree.put("path", part.path());
      tree.put("line", (long) part.line());
      tree.put("hunk", identity.id().value());
      tree.put("context", identity.context().value());
      put(tree, "excluded", artifactScope.excluded().get(part.number()));
      put(tree, "missing", artifactScope.missing().get(part.number()));
      parts.add(tree);
    }
    return parts;
  }

  private static void put(Map<String, Object> tree, String name, @Nullable String value) {
    if (value != null) {
      tree.put(name, value);
    }
  }

  private Map<String, Object> peer(String peer) {
    List<LedgerCall> answered =
        session.callsOf(round.number()).stream()
            .filter(call -> call.peer().equals(peer) && call.purpose().votes())
            .filter(call -> call.state() == CallState.SETTLED)
            .toList();
    BitSet rest = artifactScope.shown();
    List<Object> shown = new ArrayList<>();
    for (LedgerCall call : answered) {
      BitSet parts = shown(peer, call);
      rest.andNot(parts);
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("call", call.id());
      tree.put("parts", PartNumbers.of(parts));
      shown.add(tree);
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("peer", peer);
    tree.put("shown", shown);
    answered.stream()
        .flatMap(call -> Optional.ofNullable(call.section()).stream())
        .flatMap(section -> Optional.ofNullable(section.carriedFrom()).stream())
        .findFirst()
        .ifPresent(carried -> {
          rest.andNot(carried.numbers());
          tree.put("carried", carried(carried));
        });
    put(tree, "missing", rest.isEmpty() ? null : PartNumbers.of(rest));
    put(tree, "evidence", answered.isEmpty() ? null : evidence(peer, answered));
    return tree;
  }

  private static Map<String, Object> carried(CarriedParts carried) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("round", (long) carried.round());
    tree.put("parts", carried.parts());
    return tree;
  }

  private BitSet shown(String peer, LedgerCall call) {
    BallotCast vote = round.votes().get(peer);
    boolean rule = Panel.isRule(session, peer);
    BitSet parts = artifactScope.shown();
    if (rule && round.abstained().containsKey(peer)) {
      parts.clear();
    } else if (rule && vote != null && vote.coverage() != null) {
      return vote.coverage().readParts();
    } else if (call.section() != null) {
      parts.and(call.section().shownParts());
    }
    return parts;
  }

  private String evidence(String peer, List<LedgerCall> answered) {
    if (Panel.isRule(session, peer)) {
      return "rule";
    }
    boolean seat =
        session.panel().stream()
            .filter(member -> member.peer().equals(peer))
            .map(PanelMember::kind)
            .anyMatch(SEAT::equals);
    if (seat) {
      return "offered";
    }
    // An answer whose count is too low for its prompt is not a vote, as the peer refuses it.
    return answered.stream().allMatch(call -> call.tokensRead() != null) ? "usage" : "none";
  }
}
