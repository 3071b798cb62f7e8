package crossreview.operation.session;

import crossreview.codec.SchemaBuilder;
import crossreview.model.SessionId;
import crossreview.model.WireEnum;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.event.LifecycleEvent.ForkOrigin;
import crossreview.model.event.LifecycleEvent.SessionFinalized;
import crossreview.model.material.Artifact;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.PanelMember;
import crossreview.session.Session;
import crossreview.session.SessionSupplement.OutcomeContest;
import crossreview.store.index.SessionState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A session as answers spell it; absent is absent, never null. Pure. */
final class SessionJson {
  static final String REVISED =
      "Whether the approved text differs from the submitted one: read session_final then.";
  static final String READ_AS =
      "What the submitted text was read as, and what of it could not be read.";
  static final String SUBMITTED = "The digest of the text that was submitted last.";
  static final String APPROVED = "The digest of the text that was approved.";

  private SessionJson() {}

  /** A session that exists. */
  static Map<String, Object> of(Session session) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("session_id", session.id().value());
    json.put("state", SessionState.of(session));
    json.put("task", session.opened().task());
    put(json, "review_focus", session.opened().reviewFocus());
    json.put("project", session.opened().inProject());
    json.put("petitioner", session.opened().petitioner());
    json.put("mode", session.mode().wireName());
    json.put("head", session.seq());
    json.put("created_at", session.openedAt());
    json.put("updated_at", session.updatedAt());
    json.put("cost", session.cost().toString());
    json.put("cost_basis", session.ledger().booked().tree());
    json.put("panel", session.panel().stream().map(SessionJson::member).toList());
    json.put("policy", policy(session));
    json.put("limits", limits(session.limits()));
    if (session.current() != null) {
      json.put("artifact", artifact(session.current()));
    }
    ArtifactSubmitted submitted = session.supplement().submitted();
    put(json, "read_as", submitted == null ? null : submitted.readAs());
    json.put(
        "artifacts", session.artifacts().values().stream().map(SessionJson::artifact).toList());
    if (session.run() != null) {
      json.put("run", RunJson.of(session.run()));
    }
    json.put("rounds", session.rounds().stream().map(RunJson::round).toList());
    json.put("findings", FindingCounts.of(session));
    json.put("evidence", session.supplement().evidence().size());
    put(json, "paused_at", session.steering().pausedAt());
    EscalationJson.put(json, session);
    links(json, session);
    put(json, "cancel_reason", session.cancelReason());
    if (session.closed()) {
      end(json, session);
    }
    return json;
  }

  private static void links(Map<String, Object> json, Session session) {
    SessionId contests = session.opened().contests();
    put(json, "contests", contests == null ? null : contests.value());
    OutcomeContest outcomeContest = session.supplement().contest();
    put(json, "contested_by", outcomeContest == null ? null : outcomeContest.link().value());
    put(json, "imported_from", session.opened().importedFrom());
    put(json, "forked_from", forkedFrom(session.opened().forkedFrom()));
  }

  private static Map<String, Object> forkedFrom(ForkOrigin from) {
    return from == null
        ? null
        : Map.of("session_id", from.session().value(), "round", from.round());
  }

  /** The end of a closed session; where a text is approved, whether it is the submitted one. */
  static void end(Map<String, Object> json, Session session) {
    SessionFinalized end = session.finalized();
    json.put("outcome", end.outcome().wireName());
    json.put("reason", end.reason().wireName());
    put(json, "detail", end.detail());
    if (end.finalText() != null) {
      Map<String, Object> text = new LinkedHashMap<>();
      text.put("sha256", end.finalText().sha256().value());
      text.put("path", end.finalText().path());
      json.put("final", text);
      json.put("revised", session.revised());
      ArtifactSubmitted submitted = session.supplement().submitted();
      put(
          json,
          "submitted_sha256",
          submitted == null ? null : submitted.artifact().sha256().value());
      json.put("approved_sha256", end.finalText().sha256().value());
    }
  }

  static Map<String, Object> artifact(Artifact artifact) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sha256", artifact.sha256().value());
    json.put("bytes", artifact.bytes());
    json.put("media_type", artifact.mediaType());
    json.put("label", artifact.label());
    return json;
  }

  private static Map<String, Object> member(PanelMember member) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("peer", member.peer());
    json.put("kind", member.kind());
    put(json, "model", member.model());
    put(json, "family", member.family());
    json.put("roles", member.roles().stream().map(WireEnum::wireName).toList());
    return json;
  }

  private static Map<String, Object> policy(Session session) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", session.policy().name());
    json.put("version", session.policy().version());
    json.put("digest", session.policy().digest().value());
    json.putAll(session.policy().rules().tree());
    return json;
  }

  private static Map<String, Object> limits(ReviewLimits reviewLimits) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("max_rounds", reviewLimits.maxRounds());
    json.put("floor", reviewLimits.floor());
    json.put("wall_clock_minutes", reviewLimits.wallClockMinutes());
    if (reviewLimits.sessionUsd() != null) {
      json.put("session_usd", reviewLimits.sessionUsd().toString());
    }
    json.put("lines_max", reviewLimits.linesMax());
    json.put("findings_max", reviewLimits.findings().session());
    return json;
  }

  static void put(Map<String, Object> json, String name, Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  /** What {@link #of} gives. */
  static Map<String, Object> schema() {
    SchemaBuilder.ObjectSchema schema =
        SchemaBuilder.object()
            .must("session_id", SchemaBuilder.text("The session's id."))
            .must("state", SchemaBuilder.words(SessionState.WORDS, "Where it stands."))
            .must("task", SchemaBuilder.text("What is reviewed."))
            .may("review_focus", SchemaBuilder.text("What to look at first."))
            .must("project", SchemaBuilder.text("Whose callers see it."))
            .must("petitioner", SchemaBuilder.text("Who asks; never votes."))
            .must("mode", SchemaBuilder.text("ship or review."))
            .must(
                "head", SchemaBuilder.whole(0, Long.MAX_VALUE, "The seq of the last durable line."))
            .must("created_at", SchemaBuilder.text("RFC 3339."))
            .must("updated_at", SchemaBuilder.text("RFC 3339."))
            .must("cost", SchemaBuilder.text("US dollars, all parts together."))
            .must("cost_basis", SchemaBuilder.any("exact, estimate and ceiling: its parts."))
            .must(
                "panel",
                SchemaBuilder.list(
                    SchemaBuilder.any("peer, kind, model, family, roles"), "Who may vote."))
            .must("policy", SchemaBuilder.any("name, version, digest"))
            .must("limits", SchemaBuilder.any("The limits in force."));
    return outcomeFields(schema).build();
  }

  private static SchemaBuilder.ObjectSchema outcomeFields(SchemaBuilder.ObjectSchema schema) {
    return schema
        .may("artifact", artifactSchema("What the next round is about."))
        .may("read_as", SchemaBuilder.text(READ_AS))
        .must(
            "artifacts", SchemaBuilder.list(artifactSchema("An artifact."), "All of the session."))
        .may("run", SchemaBuilder.any("The last run: run, mode, rounds, result, reason …"))
        .must(
            "rounds",
            SchemaBuilder.list(SchemaBuilder.any("Votes, excused, rejected, tally."), "In order."))
        .may(
            "rounds_before",
            SchemaBuilder.whole(1, Long.MAX_VALUE, "Rounds that a summary leaves out."))
        .must("findings", SchemaBuilder.any("How many are open, blocking, settled."))
        .must("evidence", SchemaBuilder.whole(0, Long.MAX_VALUE, "Pieces of evidence."))
        .may("paused_at", SchemaBuilder.text("Since when a person holds it up; RFC 3339."))
        .may("escalations", EscalationJson.schema())
        .may("contests", SchemaBuilder.text("The session whose outcome this one contests."))
        .may("contested_by", SchemaBuilder.text("The session that contests this one's outcome."))
        .may("imported_from", SchemaBuilder.text("The program that it comes from."))
        .may("forked_from", SchemaBuilder.any("session_id and round that it began with."))
        .may("cancel_reason", SchemaBuilder.text("Why the end was asked for."))
        .may("outcome", SchemaBuilder.text("converged, max-rounds or aborted, once it is closed."))
        .may("reason", SchemaBuilder.text("The code of the reason."))
        .may("detail", SchemaBuilder.text("The reason in words."))
        .may("final", SchemaBuilder.any("sha256 and path of the approved text."))
        .may("revised", SchemaBuilder.flag(REVISED))
        .may("submitted_sha256", SchemaBuilder.text(SUBMITTED))
        .may("approved_sha256", SchemaBuilder.text(APPROVED))
        .may("damaged", SchemaBuilder.text("Why the session is read-only."));
  }

  static Map<String, Object> artifactSchema(String about) {
    Map<String, Object> schema =
        SchemaBuilder.object()
            .must("sha256", SchemaBuilder.text("The digest of the bytes."))
            .must("bytes", SchemaBuilder.whole(1, Long.MAX_VALUE, "How many."))
            .must("media_type", SchemaBuilder.text("What kind of text."))
            .must("label", SchemaBuilder.text("What people call it."))
            .build();
    schema.put("description", about);
    return schema;
  }

  /** A page of rows and where the next begins. */
  static Map<String, Object> page(String name, List<Map<String, Object>> rows, String next) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(name, rows);
    put(json, "next_cursor", next);
    return json;
  }
}
