package crossreview.report;

import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.model.run.PanelMember;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.store.codec.FileDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The session as {@code meta.json}, for people, jq and tools of the reference system, whose field
 * names it keeps where the meaning is the same. Pure.
 */
public final class MetadataView {
  private MetadataView() {}

  public static Map<String, Object> of(Session s) {
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("session_id", s.id().value());
    meta.put("task", s.opened().task());
    meta.put("review_focus", s.opened().reviewFocus());
    meta.put("caller", s.opened().petitioner());
    meta.put("mode", s.mode().wireName());
    meta.put("created_at", s.openedAt());
    meta.put("updated_at", s.updatedAt());
    meta.put("peers", s.panel().stream().map(PanelMember::peer).toList());
    meta.put("outcome", s.closed() ? s.finalized().outcome().wireName() : null);
    meta.put("outcome_reason", s.closed() ? s.finalized().reason().wireName() : null);
    meta.put("artifact", s.current() == null ? null : s.current().sha256().value());
    ArtifactSubmitted submitted = s.supplement().submitted();
    meta.put("submitted", submitted == null ? null : submitted.artifact().sha256().value());
    meta.put("read_as", submitted == null ? null : submitted.readAs());
    meta.put("revised", s.closed() && s.finalized().finalText() != null ? s.revised() : null);
    meta.put("rounds", s.rounds().stream().map(MetadataView::round).toList());
    meta.put("open_findings", open(s));
    meta.put("cost_usd", s.cost().toString());
    meta.put("cost_basis", s.ledger().booked().tree());
    meta.put("head_seq", s.seq());
    meta.values().removeIf(value -> value == null);
    meta.put(FileDigest.FIELD, FileDigest.of(meta));
    return meta;
  }

  private static List<String> open(Session s) {
    return s.findings().values().stream()
        .filter(s::blocks)
        .map(finding -> finding.opened().id())
        .toList();
  }

  private static Map<String, Object> round(Round round) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("round", round.number());
    view.put("artifact", round.artifact().value());
    RoundCompleted count = round.completed();
    if (count != null) {
      view.put("converged", count.blockers().isEmpty());
      view.put("ready", count.ready());
      view.put("not_ready", count.notReady());
      view.put("needs_evidence", count.needsEvidence());
      view.put("rejected", count.rejected());
      view.put("skipped", count.excused());
    }
    return view;
  }
}
