package crossreview.report;

import crossreview.codec.ObjectCodec;
import crossreview.guard.Redaction;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.event.LifecycleEvent.SessionFinalized;
import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.model.material.ChangeIdentity;
import crossreview.model.run.PanelMember;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.store.codec.FileDigest;
import crossreview.store.codec.ViewFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The session as {@code meta.json}, for people, jq and tools of the reference system, whose field
 * names it keeps where the meaning is the same. Pure.
 */
public final class MetadataView {
  private static final ObjectCodec<RoundCompleted> COUNT =
      ObjectCodec.<RoundCompleted>object()
          .field("converged", count -> count.blockers().isEmpty())
          .field("ready", RoundCompleted::ready)
          .field("not_ready", RoundCompleted::notReady)
          .field("needs_evidence", RoundCompleted::needsEvidence)
          .field("rejected", RoundCompleted::rejected)
          .field("skipped", RoundCompleted::excused);

  private static final ObjectCodec<Round> ROUND =
      ObjectCodec.<Round>object()
          .field("round", Round::number)
          .field("artifact", Round::artifact)
          .inline(COUNT, round -> round.counted() ? round.completed() : null);

  private static final ObjectCodec<SessionFinalized> END =
      ObjectCodec.<SessionFinalized>object()
          .field("outcome", SessionFinalized::outcome)
          .field("outcome_reason", SessionFinalized::reason);

  private static final ObjectCodec<ChangeIdentity> CHANGE =
      ObjectCodec.<ChangeIdentity>object()
          .field("repository", ChangeIdentity::repository)
          .field("branch", ChangeIdentity::branch)
          .field("base", ChangeIdentity::base)
          .field("head", ChangeIdentity::head)
          .field("base_tree", ChangeIdentity::baseTree)
          .field("head_tree", ChangeIdentity::headTree);

  private static final ObjectCodec<ArtifactSubmitted> SUBMITTED =
      ObjectCodec.<ArtifactSubmitted>object()
          .field("submitted", submitted -> submitted.artifact().sha256())
          .field("read_as", ArtifactSubmitted::readAs)
          .field("patch_digest", ArtifactSubmitted::patchDigest)
          .inline(CHANGE, ArtifactSubmitted::change);

  private static final ObjectCodec<Session> META =
      ObjectCodec.<Session>object()
          .field(ViewFormat.FIELD, s -> ViewFormat.CURRENT)
          .field("session_id", Session::id)
          .field("task", s -> s.opened().task())
          .field("review_focus", s -> s.opened().reviewFocus())
          .field("caller", s -> s.opened().petitioner())
          .field("mode", Session::mode)
          .field("created_at", Session::openedAt)
          .field("updated_at", Session::updatedAt)
          .field("peers", s -> s.panel().stream().map(PanelMember::peer).toList())
          .inline(END, s -> s.closed() ? s.finalized() : null)
          .field("artifact", s -> s.hasArtifact() ? s.current().sha256() : null)
          .inline(SUBMITTED, s -> s.supplement().submitted())
          .field("revised", MetadataView::revised)
          .field("rounds", s -> ROUND.trees(s.rounds()))
          .field("open_findings", MetadataView::open)
          .field("cost_usd", Session::cost)
          .field("cost_basis", s -> s.ledger().booked())
          .field("head_seq", Session::seq);

  private MetadataView() {}

  /** The values of the file, with secrets masked before the digest is taken. */
  public static Map<String, Object> of(Session session, Redaction redaction) {
    Map<String, Object> meta = new LinkedHashMap<>();
    META.tree(session).forEach((name, value) -> meta.put(name, redaction.redactTree(value)));
    meta.put(FileDigest.FIELD, FileDigest.of(meta));
    return meta;
  }

  private static List<String> open(Session session) {
    return session.findings().values().stream()
        .filter(session::blocks)
        .map(finding -> finding.opened().id())
        .toList();
  }

  /** Null where no text is approved. */
  private static @Nullable Boolean revised(Session session) {
    boolean approved = session.closed() && session.finalized().finalText() != null;
    return approved ? Boolean.valueOf(session.revised()) : null;
  }
}
