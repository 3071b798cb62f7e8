package crossreview.operation.session;

import static crossreview.codec.SchemaBuilder.any;
import static crossreview.codec.SchemaBuilder.flag;
import static crossreview.codec.SchemaBuilder.list;
import static crossreview.codec.SchemaBuilder.text;
import static crossreview.codec.SchemaBuilder.whole;
import static crossreview.codec.SchemaBuilder.words;

import crossreview.codec.ObjectCodec;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.event.LifecycleEvent.ForkOrigin;
import crossreview.model.event.OpeningFacts;
import crossreview.model.material.Artifact;
import crossreview.model.material.ContextFile;
import crossreview.model.policy.PolicyRef;
import crossreview.model.policy.PolicyRules;
import crossreview.model.policy.ReviewLimits;
import crossreview.session.Session;
import crossreview.session.SessionSupplement.OutcomeContest;
import crossreview.store.index.SessionState;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A session as answers spell it; absent is absent, never null. Pure. */
public final class SessionJson {
  static final String REVISED =
      "Whether the approved text differs from the submitted one; then read session_final.";
  public static final String READ_AS =
      "How the submitted text was read, and which parts could not be read.";

  public static final ObjectCodec<Artifact> ARTIFACT =
      ObjectCodec.<Artifact>object()
          .must("sha256", text("The digest of the bytes."), Artifact::sha256)
          .must("bytes", whole(1, Long.MAX_VALUE, "Number of bytes."), Artifact::bytes)
          .must("media_type", text("The media type."), Artifact::mediaType)
          .must("label", text("Its name for people."), Artifact::label);

  /** A file beside an artifact. */
  public static final ObjectCodec<ContextFile> CONTEXT_FILE =
      ObjectCodec.<ContextFile>object()
          .must("kind", text("rule, attached, after or before."), ContextFile::kind)
          .must("path", text("Its path or name."), ContextFile::path)
          .may("commit", text("The commit whose file it is."), ContextFile::commit)
          .may(
              "globs", list(text("A glob."), "The files that a rule is about."), ContextFile::globs)
          .may("sha256", text("The digest of its bytes, if it is shown."), ContextFile::sha256)
          .must("bytes", whole(0, Long.MAX_VALUE, "Number of bytes."), ContextFile::bytes)
          .may("omitted", text("Why it is left out."), ContextFile::omitted);

  public static final Map<String, Object> CONTEXT =
      list(CONTEXT_FILE.schema(), "The files that are shown beside the artifact.");

  private static final ObjectCodec<PolicyRef> POLICY =
      ObjectCodec.<PolicyRef>object()
          .field("name", PolicyRef::name)
          .field("version", PolicyRef::version)
          .field("digest", PolicyRef::digest)
          .inline(PolicyRules.class, PolicyRef::rules);

  private static final ObjectCodec<ReviewLimits> LIMITS =
      ObjectCodec.<ReviewLimits>object()
          .field("max_rounds", ReviewLimits::maxRounds)
          .field("floor", ReviewLimits::floor)
          .field("wall_clock_minutes", ReviewLimits::wallClockMinutes)
          .field("session_usd", ReviewLimits::sessionUsd)
          .field("round_usd", ReviewLimits::roundUsd)
          .field("lines_max", ReviewLimits::linesMax)
          .field("findings_max", limits -> limits.findings().session());

  /** The settings themselves are in the first line of the journal. */
  private static final ObjectCodec<OpeningFacts> FACTS =
      ObjectCodec.<OpeningFacts>object()
          .field("settings_sha256", facts -> facts.settings().sha256())
          .field("limits", OpeningFacts::limits)
          .field("peers", OpeningFacts::peers);

  private static final ObjectCodec<ForkOrigin> FORK =
      ObjectCodec.<ForkOrigin>object()
          .field("session_id", ForkOrigin::session)
          .field("round", ForkOrigin::round);

  private static final ObjectCodec<Session> OPENING =
      ObjectCodec.<Session>object()
          .must("task", text("The task."), s -> s.opened().task())
          .may("review_focus", text("The focus."), s -> s.opened().reviewFocus())
          .must(
              "project",
              text("The project; its callers see the session."),
              s -> s.opened().inProject())
          .must("petitioner", text("The petitioner; never votes."), s -> s.opened().petitioner())
          .must("mode", text("ship or review."), Session::mode)
          .must("head", whole(0, Long.MAX_VALUE, "The seq of the last durable line."), Session::seq)
          .must("created_at", text("RFC 3339."), Session::openedAt)
          .must("updated_at", text("RFC 3339."), Session::updatedAt)
          .must("cost", text("US dollars, all parts together."), Session::cost)
          .must(
              "cost_basis",
              any("exact, estimate and ceiling: its parts."),
              s -> s.ledger().booked())
          .must(
              "usage",
              any("Tokens: input, cache_read, cache_write, output, reasoning; as far as counted."),
              s -> s.ledger().usage())
          .must(
              "panel",
              list(
                  any("peer, kind, model, family, roles, stance; counts: false on trial"),
                  "The panel."),
              Session::panel)
          .must("policy", any("name, version, digest"), s -> POLICY.tree(s.policy()))
          .must("limits", any("The limits of the session."), s -> LIMITS.tree(s.limits()))
          .may(
              "opening",
              any("What held at the opening: settings, limits with their sources, peers."),
              s -> s.opened().facts() == null ? null : FACTS.tree(s.opened().facts()));

  /** What the submitted text was read as, where that is known. */
  static final ObjectCodec<Session> READ_AS_TEXT =
      ObjectCodec.<Session>object()
          .may("read_as", text(READ_AS), s -> submitted(s, ArtifactSubmitted::readAs));

  private static final ObjectCodec<Session> MATERIAL =
      ObjectCodec.<Session>object()
          .may(
              "artifact",
              ARTIFACT.schema("The artifact of the next round."),
              s -> s.hasArtifact() ? ARTIFACT.tree(s.current()) : null)
          .inline(READ_AS_TEXT, s -> s)
          .may(
              "change",
              any("repository, branch, base, head, base_tree, head_tree, compared, fork"),
              s -> submitted(s, ArtifactSubmitted::change))
          .may(
              "patch_digest",
              text("What the submitted diff changes; the same after a rebase that only moves it."),
              s -> submitted(s, ArtifactSubmitted::patchDigest))
          .may("context", CONTEXT, SessionJson::context)
          .must(
              "artifacts",
              list(ARTIFACT.schema("An artifact."), "All artifacts of the session."),
              s -> ARTIFACT.trees(s.artifacts().values()));

  /** The last run, if there is one. */
  static final ObjectCodec<Session> LAST_RUN =
      ObjectCodec.<Session>object()
          .may(
              "run",
              any("The last run: run, mode, rounds, result, reason …"),
              s -> s.hasRun() ? RunJson.RUN.tree(s.run()) : null);

  private static final ObjectCodec<Session> MATTERS =
      ObjectCodec.<Session>object()
          .must(
              "findings", any("Numbers of open, blocking and settled findings."), FindingCounts::of)
          .must(
              "evidence",
              whole(0, Long.MAX_VALUE, "Pieces of evidence."),
              s -> s.supplement().evidence().size())
          .inline(EscalationJson.WAITING, s -> s);

  private static final ObjectCodec<Session> LINKS =
      ObjectCodec.<Session>object()
          .may(
              "contests",
              text("The session whose outcome this one contests."),
              s -> s.opened().contests())
          .may(
              "contested_by",
              text("The session that contests this one's outcome."),
              s -> contestedBy(s.supplement().contest()))
          .may(
              "imported_from",
              text("The program that it comes from."),
              s -> s.opened().importedFrom())
          .may(
              "forked_from",
              any("session_id and round from which it was forked."),
              s -> forkedFrom(s.opened().forkedFrom()))
          .may("cancel_reason", text("The reason of the cancel."), Session::cancelReason);

  private static final ObjectCodec<Session> APPROVED =
      ObjectCodec.<Session>object()
          .may(
              "final", any("sha256 and path of the approved text."), s -> s.finalized().finalText())
          .may("revised", flag(REVISED), Session::revised)
          .may(
              "submitted_sha256",
              text("The digest of the text that was submitted last."),
              s -> submitted(s, last -> last.artifact().sha256()))
          .may(
              "approved_sha256",
              text("The digest of the text that was approved."),
              s -> approved(s.finalized().finalText()));

  private static final ObjectCodec<Session> CLOSED =
      ObjectCodec.<Session>object()
          .may(
              "outcome",
              text("converged, max-rounds or aborted, once the session is closed."),
              s -> s.finalized().outcome())
          .may("reason", text("The code of the reason."), s -> s.finalized().reason())
          .may("detail", text("The reason in words."), s -> s.finalized().detail())
          .inline(APPROVED, s -> s.finalized().finalText() == null ? null : s);

  /** The end of a closed session; where a text is approved, whether it is the submitted one. */
  static final ObjectCodec<Session> END =
      ObjectCodec.<Session>object().inline(CLOSED, s -> s.closed() ? s : null);

  /** A session that exists. */
  static final ObjectCodec<SessionExcerpt> SESSION =
      ObjectCodec.<SessionExcerpt>object()
          .must("session_id", text("The session's id."), excerpt -> excerpt.session().id())
          .must(
              "state",
              words(SessionState.WORDS, "The state of the session."),
              SessionExcerpt::state)
          .inline(OPENING, SessionExcerpt::session)
          .inline(MATERIAL, SessionExcerpt::session)
          .inline(LAST_RUN, SessionExcerpt::session)
          .must(
              "rounds",
              list(any("Votes, excused, rejected, tally."), "In order."),
              excerpt -> RunJson.rounds(excerpt.session(), excerpt.rounds()))
          .may(
              "rounds_before",
              whole(1, Long.MAX_VALUE, "Number of rounds that the summary omits."),
              excerpt -> excerpt.roundsBefore() == 0 ? null : excerpt.roundsBefore())
          .inline(MATTERS, SessionExcerpt::session)
          .inline(LINKS, SessionExcerpt::session)
          .may(
              "imported",
              any(
                  "What the other program says of it, verified by nobody here: version, times,"
                      + " outcome, cost, rounds with their calls, items of its checklist."),
              ImportedJson::of)
          .inline(END, SessionExcerpt::session)
          .may("damaged", text("Why the session is read-only."), SessionExcerpt::damage);

  private SessionJson() {}

  private static @Nullable List<Map<String, Object>> context(Session session) {
    List<ContextFile> files = submitted(session, ArtifactSubmitted::context);
    return files == null ? null : CONTEXT_FILE.trees(files);
  }

  private static <V> @Nullable V submitted(Session session, Function<ArtifactSubmitted, V> part) {
    ArtifactSubmitted submitted = session.supplement().submitted();
    return submitted == null ? null : part.apply(submitted);
  }

  private static @Nullable Map<String, Object> forkedFrom(@Nullable ForkOrigin from) {
    return from == null ? null : FORK.tree(from);
  }

  private static @Nullable Digest approved(LifecycleEvent.@Nullable FinalText text) {
    return text == null ? null : text.sha256();
  }

  private static @Nullable SessionId contestedBy(@Nullable OutcomeContest contest) {
    return contest == null ? null : contest.link();
  }
}
