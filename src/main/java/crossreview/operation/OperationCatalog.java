package crossreview.operation;

import crossreview.access.AccessRole;
import crossreview.access.AuditSink;
import crossreview.access.Principal;
import crossreview.model.AccessProblem;
import crossreview.model.Problem;
import crossreview.model.Problem.RequestFault;
import crossreview.model.ProblemException;
import crossreview.model.ProblemKind;
import crossreview.model.RequestProblem;
import crossreview.session.CommandKey;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All operations, in a stable order. Immutable, any thread. */
public final class OperationCatalog {
  private static final Logger LOG = LoggerFactory.getLogger(OperationCatalog.class);

  private final Map<String, CatalogEntry> entries = new LinkedHashMap<>();
  private final SessionAccess sessionAccess;
  private final AuditSink auditSink;
  private final OwnerRouting ownerRouting;
  private final SecretCheck secretCheck;

  private record CatalogEntry(Operation operation, SchemaValidator input) {}

  /** Without a cluster. */
  public OperationCatalog(
      List<Operation> operations, SessionAccess sessionAccess, AuditSink auditSink) {
    this(operations, sessionAccess, auditSink, OwnerRouting.LOCAL, SecretCheck.inline());
  }

  /**
   * @param ownerRouting brings calls to the host that they belong to
   * @param secretCheck looks at what callers submit, on the host that they ask
   */
  public OperationCatalog(
      List<Operation> operations,
      SessionAccess sessionAccess,
      AuditSink auditSink,
      OwnerRouting ownerRouting,
      SecretCheck secretCheck) {
    this.sessionAccess = sessionAccess;
    this.auditSink = auditSink;
    this.ownerRouting = ownerRouting;
    this.secretCheck = secretCheck;
    for (Operation each : operations) {
      Operation operation = SubmittedSecret.declared(each);
      CatalogEntry catalogEntry =
          new CatalogEntry(operation, new SchemaValidator(operation.input()));
      if (entries.put(operation.name(), catalogEntry) != null) {
        throw new IllegalStateException("two operations are named " + operation.name());
      }
    }
  }

  public Collection<Operation> all() {
    return entries.values().stream().map(CatalogEntry::operation).toList();
  }

  public Optional<Operation> find(String name) {
    return Optional.ofNullable(entries.get(name)).map(CatalogEntry::operation);
  }

  /**
   * Checks role, key and input, then asks the handler. Fails with {@link ProblemException};
   * anything else is a bug of the handler.
   */
  public Future<OperationResult> invoke(Operation operation, OperationCall operationCall) {
    try {
      check(operation, operationCall);
      return seen(operation, operationCall)
          .compose(seen -> secretCheck.check(operation, operationCall))
          .compose(found ->
              placed(operation, operationCall).map(answer -> SubmittedSecret.added(answer, found)))
          .onSuccess(operationResult -> note(operation, operationCall, operationResult))
          .onFailure(cause -> audit(operation, operationCall, cause))
          .recover(cause -> Future.failedFuture(SecretCheck.masked(cause)));
    } catch (ProblemException e) {
      audit(operation, operationCall, e);
      return Future.failedFuture(SecretCheck.masked(e));
    }
  }

  /**
   * Why this principal may not call an operation at all, whatever the input; noted in the audit
   * log. Empty if the role covers it.
   *
   * @param about the session that the call names, or an empty text
   */
  public Optional<Problem> refusal(
      Operation operation, Principal principal, String about, String requestId) {
    Optional<Problem> refusal = roleRefusal(operation, principal);
    refusal.ifPresent(why ->
        auditSink.note(
            new AuditSink.AuditEvent(
                operation.name(), principal.name(), about, why.code(), requestId)));
    return refusal;
  }

  private static Optional<Problem> roleRefusal(Operation operation, Principal principal) {
    if (principal.role().covers(operation.accessRole())) {
      return Optional.empty();
    }
    String message =
        operation.name()
            + " needs the role "
            + operation.accessRole().wireName()
            + ", \""
            + principal.name()
            + "\" is "
            + principal.role().wireName();
    return Optional.of(AccessProblem.ROLE_TOO_LOW.problem(message));
  }

  private Future<OperationResult> placed(Operation operation, OperationCall operationCall) {
    String list = operation.operationHints().spread();
    return OwnerRouting.writer(operation, operationCall)
        .map(id -> ownerRouting.owner(id, operation, operationCall))
        .orElseGet(() ->
            list == null
                ? operation.operationHandler().handle(operationCall)
                : ownerRouting.everywhere(list, operation, operationCall));
  }

  /**
   * Answers a call that another host has checked, noted and brought here. Fails like {@link
   * #invoke}.
   */
  public Future<OperationResult> answer(Operation operation, OperationCall operationCall) {
    try {
      check(operation, operationCall);
      return seen(operation, operationCall)
          .compose(seen -> operation.operationHandler().handle(operationCall));
    } catch (ProblemException e) {
      return Future.failedFuture(e);
    }
  }

  private Future<Void> seen(Operation operation, OperationCall operationCall) {
    return operationCall.has("session_id")
        ? sessionAccess.check(operationCall.principal(), operation, operationCall.session())
        : Future.succeededFuture();
  }

  /** Calls beyond the role of the caller. */
  private void audit(Operation operation, OperationCall operationCall, Throwable cause) {
    if (cause instanceof ProblemException problemException
        && problemException.problem().kind() == ProblemKind.PERMISSION_DENIED) {
      audit(operation, operationCall, problemException.problem().code());
    }
  }

  private void audit(Operation operation, OperationCall operationCall, String outcome) {
    String about =
        operationCall.input().get("session_id") instanceof String id ? SecretCheck.masked(id) : "";
    String by = operationCall.principal().name();
    auditSink.note(
        new AuditSink.AuditEvent(operation.name(), by, about, outcome, operationCall.requestId()));
  }

  /** Who changed what, under the request's id; reading changes nothing. */
  private void note(
      Operation operation, OperationCall operationCall, OperationResult operationResult) {
    if (!operation.operationHints().readOnly()) {
      boolean audited =
          operation.accessRole() == AccessRole.OPERATOR || operation.operationHints().destructive();
      if (audited && !operation.operationHints().notesItself()) {
        audit(operation, operationCall, "done");
      }
      LOG.atInfo()
          .addKeyValue("session", operationResult.body().get("session_id"))
          .addKeyValue("by", operationCall.principal().name())
          .addKeyValue("request", operationCall.requestId())
          .log(operation.name());
    }
  }

  private void check(Operation operation, OperationCall operationCall) {
    roleRefusal(operation, operationCall.principal())
        .ifPresent(refusal -> {
          throw new ProblemException(refusal);
        });
    if (operationCall.key() != null && !CommandKey.allowed(operationCall.key())) {
      throw RequestProblem.IDEMPOTENCY_KEY_MALFORMED.exception(
          "Idempotency-Key must be 1 to 128 visible ASCII characters without ~");
    }
    CatalogEntry entry =
        Objects.requireNonNull(entries.get(operation.name()), "an operation of the catalogue");
    List<RequestFault> faults = entry.input().faults(operationCall.input());
    if (!faults.isEmpty()) {
      RequestFault first = faults.getFirst();
      throw RequestProblem.INVALID_INPUT.exception(first.path() + " " + first.message(), faults);
    }
  }
}
