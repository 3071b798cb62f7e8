package crossreview.operation.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemCount;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.codec.FieldRules.TextLength;
import crossreview.codec.FieldRules.TextPattern;
import crossreview.codec.FieldRules.WordList;
import crossreview.codec.ObjectCodec;
import crossreview.diff.text.TextAnalysis;
import crossreview.git.PatchDigest;
import crossreview.model.Digest;
import crossreview.model.PathGlob;
import crossreview.model.SessionId;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.material.Artifact;
import crossreview.model.material.ChangeIdentity;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.proof.VerificationResult;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.analysis.GateCheck;
import crossreview.session.analysis.GateCheck.GateRefusal;
import crossreview.session.analysis.GateCheck.GateRequest;
import crossreview.session.analysis.GateCheck.GateWaiver;
import crossreview.session.analysis.GateCode;
import crossreview.store.index.ListQuery;
import crossreview.store.index.ListQuery.ChangeFilter;
import crossreview.store.index.SessionPage.SessionRow;
import crossreview.store.index.SessionView;
import crossreview.store.registry.SessionRegistry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says whether a change was reviewed and approved as it is. */
final class ChangeGate {
  /** Reviews of one change; older ones cannot outweigh so many newer ones. */
  private static final int SESSIONS_MAX = 20;

  /** More than a session can have: its globs have 8,000 characters together. */
  static final int EXCLUSIONS_MAX = 4_096;

  private static final String REFUSE = "refuse";

  private static final ObjectCodec<GateRefusal> REFUSAL =
      ObjectCodec.<GateRefusal>object()
          .field("code", GateRefusal::code)
          .field("message", GateRefusal::message);

  private static final ObjectCodec<GateWaiver> WAIVER =
      ObjectCodec.<GateWaiver>object()
          .field("finding", GateWaiver::finding)
          .field("statement", GateWaiver::statement)
          .field("by", GateWaiver::by)
          .field("reason", GateWaiver::reason);

  private final OperationContext operationContext;

  ChangeGate(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "change_gate",
            "Ask whether a change is approved",
            "Says whether the newest session with an answer about exactly this change approved it,"
                + " and every reason against it. The change is named by its patch digest, which"
                + " `session_read` shows and `crossreview gate` computes from git. The stored data"
                + " of the session is verified.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.post("/gate")),
        ChangeGateInput.class,
        ChangeGateOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<ChangeGateOutput>> handle(
      OperationCall operationCall, ChangeGateInput input) {
    if (input.sessionId() != null) {
      return operationContext
          .sessionRegistry()
          .view(input.sessionId())
          .map(SessionView::readable)
          .compose(session -> ofRevision(session, input))
          .map(OperationAnswer::done);
    }
    ChangeFilter filter = new ChangeFilter(null, null, null, input.patchDigest().value());
    String within = operationCall.principal().within();
    ListQuery query = new ListQuery(null, SESSIONS_MAX, null, within, null, filter);
    SessionRegistry sessionRegistry = operationContext.sessionRegistry();
    return sessionRegistry
        .adoption()
        .afterwards(() -> sessionRegistry.list(query))
        .map(page -> page.rows().stream().map(SessionRow::id).toList())
        .compose(newest -> views(newest, 0, new ArrayList<>()))
        .compose(sessions -> answer(sessions, input.request()))
        .map(OperationAnswer::done);
  }

  /**
   * One after the other, up to the first with an answer, so that a gate never holds up the disk.
   */
  private Future<List<Session>> views(List<SessionId> ids, int at, List<Session> read) {
    if (at == ids.size() || !read.isEmpty() && GateCheck.decided(read.getLast())) {
      return Future.succeededFuture(read);
    }
    return operationContext
        .sessionRegistry()
        .view(ids.get(at))
        .map(SessionView::readable)
        .compose(session -> {
          read.add(session);
          return views(ids, at + 1, read);
        });
  }

  private Future<ChangeGateOutput> answer(List<Session> newest, GateRequest request) {
    Optional<Session> decided = newest.stream().filter(GateCheck::decided).findFirst();
    if (decided.isEmpty()) {
      return Future.succeededFuture(ChangeGateOutput.without(newest));
    }
    return answer(decided.get(), request);
  }

  private Future<ChangeGateOutput> answer(Session session, GateRequest request) {
    List<GateRefusal> refusals = new ArrayList<>(GateCheck.refusals(session, request));
    return operationContext
        .workExecutor()
        .run(() -> operationContext.documentService().verify(session.id()))
        .map(result -> {
          refusals.addAll(proofs(session, result));
          return ChangeGateOutput.of(session, request, refusals);
        });
  }

  /** The answer of one session if its approved revision makes exactly this change. */
  private Future<ChangeGateOutput> ofRevision(Session session, ChangeGateInput input) {
    if (!session.revised()) {
      return Future.succeededFuture(ChangeGateOutput.without(List.of()));
    }
    Artifact approved = session.current();
    return operationContext
        .sessionRegistry()
        .blob(session.id(), approved.sha256())
        .compose(bytes -> operationContext.workExecutor().run(() -> makes(approved, bytes, input)))
        .compose(same ->
            same
                ? answer(session, input.request().ofRevision())
                : Future.succeededFuture(ChangeGateOutput.without(List.of())));
  }

  private static boolean makes(Artifact approved, byte[] bytes, ChangeGateInput input) {
    String text = new String(bytes, UTF_8); // checked when it was stored
    return TextAnalysis.of(approved.label(), approved.mediaType(), text)
        .diff()
        .map(PatchDigest::of)
        .filter(input.patchDigest()::equals)
        .isPresent();
  }

  private static List<GateRefusal> proofs(Session session, VerificationResult result) {
    if (!result.ok()) {
      String why = "the stored data of the session is damaged: crossreview verify " + session.id();
      return List.of(new GateRefusal(GateCode.NOT_VERIFIED, why));
    }
    boolean none = session.closed() && session.finalized().receipt() == null;
    return none
        ? List.of(new GateRefusal(GateCode.NO_RECEIPT, "the session has no receipt"))
        : List.of();
  }

  record ChangeGateInput(
      @Description("What the change changes, as session_read shows it.") Digest patchDigest,
      @Description("A session whose approved revision may be this change.")
          @Nullable SessionId sessionId,
      @Description("The tree before it; with head_tree, for `match`.")
          @TextPattern(ChangeIdentity.GIT_ID)
          @Nullable String baseTree,
      @Description("The tree after it.") @TextPattern(ChangeIdentity.GIT_ID)
          @Nullable String headTree,
      @Description("Only an approval by this policy counts.") @TextLength(max = 64)
          @Nullable String policy,
      @Description("Peers each of which must have voted READY.")
          @ItemRule(value = "A peer.", max = 64)
          @Nullable List<String> voters,
      @Description(
              "Globs of the files that may have been kept from reviewers, as the repository's base"
                  + " says; every other exclusion of the session refuses the change.")
          @ItemRule(value = "A glob.", max = PathGlob.LENGTH_MAX)
          @ItemCount(min = 0, max = EXCLUSIONS_MAX)
          @Nullable List<String> exclusions,
      @Description("What to do with an approval of the same change between other trees.")
          @WordList({"accept", REFUSE})
          @DefaultValue("accept")
          String rebased,
      @Description("What to do with an approval of a model or program that says nothing of it.")
          @WordList({"accept", REFUSE})
          @DefaultValue("accept")
          String thin) {
    GateRequest request() {
      return new GateRequest(
          patchDigest,
          baseTree,
          headTree,
          policy,
          voters == null ? List.of() : voters,
          exclusions == null ? List.of() : exclusions,
          rebased.equals(REFUSE),
          thin.equals(REFUSE),
          false);
    }
  }

  record ChangeGateOutput(
      @Description("Whether the change is approved as it is.") boolean passed,
      @Description("The session that decides, or reviews it now.") @Nullable SessionId sessionId,
      @Description(
              "exact: between the same trees. rebased: the same change between others. revision:"
                  + " the approved revision of what was submitted.")
          @Nullable String match,
      @Description("Why it does not pass; empty if it does.")
          @OpaqueObject
          @ItemRule("code, message")
          List<Map<String, Object>> refusals,
      @Description("Blocking findings that were overruled.")
          @OpaqueObject
          @ItemRule("finding, statement, by, reason")
          List<Map<String, Object>> waivers,
      @Description("Peers of the last round that gave no vote.") @ItemRule("A peer.")
          List<String> excused,
      @Description("The policy that decided.") @Nullable String policy,
      @Description("The text that was reviewed; session_artifact reads it.")
          @Nullable Digest artifact) {

    static ChangeGateOutput of(Session session, GateRequest request, List<GateRefusal> refusals) {
      List<String> excused =
          session
              .lastRound()
              .map(Round::excused)
              .map(all -> List.copyOf(all.keySet()))
              .orElse(List.of());
      return new ChangeGateOutput(
          refusals.isEmpty(),
          session.id(),
          match(session, request),
          REFUSAL.trees(refusals),
          WAIVER.trees(GateCheck.waivers(session)),
          excused,
          session.policy().name(),
          artifact(session, request));
    }

    private static @Nullable Digest artifact(Session session, GateRequest request) {
      ArtifactSubmitted submitted = session.supplement().submitted();
      if (request.revision()) {
        return session.current().sha256();
      }
      return submitted == null ? null : submitted.artifact().sha256();
    }

    private static String match(Session session, GateRequest request) {
      if (request.revision()) {
        return "revision";
      }
      return GateCheck.exact(session, request) ? "exact" : "rebased";
    }

    /** Where no session has an answer. */
    static ChangeGateOutput without(List<Session> newest) {
      Optional<Session> running = newest.stream().filter(Session::running).findFirst();
      GateRefusal why =
          running
              .map(session ->
                  new GateRefusal(
                      GateCode.UNDER_REVIEW, "session " + session.id() + " reviews it now"))
              .orElseGet(() ->
                  new GateRefusal(GateCode.NO_SESSION, "no session has reviewed this change"));
      return new ChangeGateOutput(
          false,
          running.map(Session::id).orElse(null),
          null,
          REFUSAL.trees(List.of(why)),
          List.of(),
          List.of(),
          null,
          null);
    }
  }
}
