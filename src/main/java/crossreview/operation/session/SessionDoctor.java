package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.proof.VerificationResult;
import crossreview.report.CostAudit;
import crossreview.session.Session;
import crossreview.session.analysis.AskCount;
import crossreview.session.analysis.SessionTroubles;
import crossreview.session.analysis.TroubleKind;
import crossreview.store.index.IdleLimit;
import crossreview.store.index.ListQuery;
import crossreview.store.index.SessionPage;
import crossreview.store.index.SessionPage.SessionRow;
import crossreview.store.index.SessionState;
import crossreview.time.Clock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks through sessions for what a person should look at; repairs nothing. */
final class SessionDoctor {
  /** Rows of the list that are named; the totals count all of them. */
  private static final int NAMED_MAX = ListQuery.LIMIT_MAX;

  private static final Set<String> WAITING = Set.of("divided", "inconclusive");

  /** The same after which a sweep closes by default. */
  private static final Duration STALE = Duration.ofDays(1);

  private final OperationContext operationContext;
  private final Clock clock;

  SessionDoctor(OperationContext operationContext, Clock clock) {
    this.operationContext = operationContext;
    this.clock = clock;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_doctor",
            "Check sessions",
            "Looks at the sessions that you may see: counts all of them by state, names unfinished"
                + " ones that are stale or wait for a person, and reads and verifies the newest,"
                + " one after the other, for damage, runs past their time limit, unresolved"
                + " requests for evidence, chronic blockers, kinds of asks and cost. Says what"
                + " helps; repairs nothing (session_repair).",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.get("/doctor")),
        SessionDoctorInput.class,
        SessionDoctorOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<SessionDoctorOutput>> handle(
      OperationCall operationCall, SessionDoctorInput input) {
    String project = operationCall.principal().within();
    List<SessionRow> all = SessionPage.all(operationContext.sessionRegistry()::list, project);
    List<SessionRow> newest = all.subList(0, Math.min(all.size(), input.limit()));
    Instant now = clock.now();
    return read(newest, 0, new ArrayList<>())
        .compose(sessions ->
            operationContext
                .workExecutor()
                .run(() -> {
                  List<SessionTrouble> found = new ArrayList<>(damaged(all, newest.size()));
                  sessions.forEach(session -> found.addAll(troubles(session, now)));
                  found.addAll(leftAlone(all, now));
                  return answer(all, newest.size(), found, sessions);
                }));
  }

  /** What can be read of these, one after the other; the damaged ones are found by the check. */
  private Future<List<Session>> read(List<SessionRow> rows, int at, List<Session> read) {
    if (at == rows.size()) {
      return Future.succeededFuture(read);
    }
    return operationContext
        .sessionRegistry()
        .view(rows.get(at).id())
        .transform(view -> {
          if (view.succeeded() && view.result().damaged() == null) {
            read.add(view.result().session());
          } else if (view.failed() && !(view.cause() instanceof ProblemException)) {
            return Future.failedFuture(view.cause());
          }
          return read(rows, at + 1, read);
        });
  }

  /** Damage that the list knows of, and what the check of the newest finds. */
  private List<SessionTrouble> damaged(List<SessionRow> all, int checked) throws Exception {
    List<SessionTrouble> found = new ArrayList<>();
    for (int at = 0; at < all.size(); at++) {
      SessionRow row = all.get(at);
      Optional<String> known = Optional.ofNullable(row.damaged()).map(Problem::message);
      Optional<String> seen = at < checked ? damage(row.id()) : Optional.empty();
      seen.or(() -> known)
          .ifPresent(detail -> found.add(trouble(row, TroubleKind.DAMAGED, detail)));
    }
    return found;
  }

  private static List<SessionTrouble> troubles(Session session, Instant now) {
    String state = SessionState.of(session);
    return SessionTroubles.of(session, now).stream()
        .map(t -> new SessionTrouble(session.id(), state, t.kind(), t.detail()))
        .toList();
  }

  private static List<SessionTrouble> leftAlone(List<SessionRow> all, Instant now) {
    IdleLimit bound = IdleLimit.of(now, STALE);
    return all.stream()
        .flatMap(row -> {
          if (bound.idle(row)) {
            return Stream.of(trouble(row, TroubleKind.STALE, "last line " + row.updatedAt()));
          }
          String who = row.blockedBy().isEmpty() ? "no peer by name" : "" + row.blockedBy();
          String detail = "round " + row.round() + ", blocked by " + who;
          return WAITING.contains(row.state())
              ? Stream.of(trouble(row, TroubleKind.WAITING, detail))
              : Stream.empty();
        })
        .toList();
  }

  private Optional<String> damage(SessionId id) throws Exception {
    try {
      VerificationResult result = operationContext.documentService().verify(id);
      return result.ok()
          ? Optional.empty()
          : Optional.of(String.valueOf(result.tree().get("damages")));
    } catch (
        ProblemException gone) { // removed meanwhile, or in a way that nothing of it can be read
      return Optional.of(gone.problem().message());
    }
  }

  private static SessionTrouble trouble(SessionRow row, TroubleKind kind, String detail) {
    return new SessionTrouble(row.id(), row.state(), kind, detail);
  }

  private static OperationAnswer<SessionDoctorOutput> answer(
      List<SessionRow> all, int checked, List<SessionTrouble> found, List<Session> sessions) {
    Map<String, Long> states = new LinkedHashMap<>();
    SessionState.WORDS.forEach(word -> states.put(word, 0L));
    all.forEach(row -> states.merge(row.state(), 1L, Long::sum));
    CostAudit costAudit =
        CostAudit.of(sessions.stream().flatMap(s -> s.calls().values().stream()).toList());
    return OperationAnswer.done(
        new SessionDoctorOutput(
            checked,
            count(found, TroubleKind.DAMAGED),
            count(found, TroubleKind.WAITING),
            count(found, TroubleKind.STALE),
            states,
            named(found),
            AskCount.of(sessions),
            costAudit,
            advice(found, costAudit)));
  }

  private static long count(List<SessionTrouble> found, TroubleKind kind) {
    return found.stream().filter(trouble -> trouble.what() == kind).count();
  }

  /** The first ones of each kind. */
  private static List<SessionTrouble> named(List<SessionTrouble> found) {
    return Stream.of(TroubleKind.values())
        .flatMap(kind -> found.stream().filter(t -> t.what() == kind).limit(NAMED_MAX))
        .toList();
  }

  private static List<String> advice(List<SessionTrouble> found, CostAudit costAudit) {
    List<String> advice = new ArrayList<>();
    Stream.of(TroubleKind.values())
        .filter(kind -> count(found, kind) > 0)
        .forEach(kind -> advice.add(kind.wireName() + ": " + kind.advice()));
    if (costAudit.inexactCalls() > 0) {
      advice.add("cost: " + CostAudit.INEXACT_ADVICE);
    }
    return advice;
  }

  record SessionTrouble(SessionId sessionId, String state, TroubleKind what, String detail) {}

  record SessionDoctorInput(
      @Description("Number of sessions that are read and verified; 20 by default.")
          @NumberRange(min = 1, max = ListQuery.LIMIT_MAX)
          @DefaultValue("20")
          int limit) {}

  record SessionDoctorOutput(
      @Description("Number of sessions that were read and verified.")
          @NumberRange(min = 0, max = ListQuery.LIMIT_MAX)
          int checked,
      @Description("Number of all sessions that are known to be damaged.") @NumberRange(min = 0)
          long damaged,
      @Description("Number of all sessions that need a person.") @NumberRange(min = 0) long waiting,
      @Description(
              "Number of all unfinished sessions without activity for a day, or for 14 about a"
                  + " branch.")
          @NumberRange(min = 0)
          long stale,
      @Description("Number of all sessions in each state.") @OpaqueObject Map<String, Long> byState,
      @Description("The first 100 of each kind.")
          @OpaqueObject
          @ItemRule("session_id, state, what, detail")
          List<SessionTrouble> findings,
      @Description("What peers asked for in the sessions that were read.")
          @OpaqueObject
          @ItemRule("peer, kind, severity, raised, open")
          List<AskCount> asks,
      @Description(
              "What the sessions that were read cost: cost, cost_basis, answered, failed, lost,"
                  + " reserved, inexact_calls.")
          @OpaqueObject
          CostAudit costAudit,
      @Description("What to do, one sentence for each kind of finding.") @ItemRule("A sentence.")
          List<String> recommendations) {}
}
