package crossreview.operation;

import crossreview.access.Audit;
import crossreview.access.Role;
import crossreview.model.Problem;
import crossreview.model.Problem.RequestFault;
import crossreview.model.ProblemException;
import crossreview.session.CommandKey;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All operations, in a stable order. Immutable, any thread. */
public final class Catalogue {
  private static final Logger LOG = LoggerFactory.getLogger(Catalogue.class);

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Sight sight;
  private final Audit audit;
  private final Elsewhere elsewhere;

  private record Entry(Operation operation, SchemaCheck input) {}

  /** Of a host that is alone. */
  public Catalogue(List<Operation> operations, Sight sight, Audit audit) {
    this(operations, sight, audit, Elsewhere.NOWHERE);
  }

  /**
   * @param elsewhere brings calls to the host that they belong to
   */
  public Catalogue(List<Operation> operations, Sight sight, Audit audit, Elsewhere elsewhere) {
    this.sight = sight;
    this.audit = audit;
    this.elsewhere = elsewhere;
    for (Operation operation : operations) {
      Entry entry = new Entry(operation, new SchemaCheck(operation.input()));
      if (entries.put(operation.name(), entry) != null) {
        throw new IllegalStateException("two operations are named " + operation.name());
      }
    }
  }

  public Collection<Operation> all() {
    return entries.values().stream().map(Entry::operation).toList();
  }

  public Optional<Operation> find(String name) {
    return Optional.ofNullable(entries.get(name)).map(Entry::operation);
  }

  /**
   * Checks role, key and input, then asks the handler. Fails with {@link ProblemException};
   * anything else is a bug of the handler.
   */
  public Future<Result> invoke(Operation operation, Call call) {
    try {
      check(operation, call);
      return seen(operation, call)
          .compose(seen -> placed(operation, call))
          .onSuccess(result -> note(operation, call, result))
          .onFailure(cause -> audit(operation, call, cause));
    } catch (ProblemException e) {
      audit(operation, call, e);
      return Future.failedFuture(e);
    }
  }

  private Future<Result> placed(Operation operation, Call call) {
    String list = operation.hints().spread();
    return Elsewhere.writer(operation, call)
        .map(id -> elsewhere.owner(id, operation, call))
        .orElseGet(() ->
            list == null
                ? operation.handler().handle(call)
                : elsewhere.everywhere(list, operation, call));
  }

  /**
   * Answers a call that another host has checked, noted and brought here. Fails like {@link
   * #invoke}.
   */
  public Future<Result> answer(Operation operation, Call call) {
    try {
      check(operation, call);
      return seen(operation, call).compose(seen -> operation.handler().handle(call));
    } catch (ProblemException e) {
      return Future.failedFuture(e);
    }
  }

  private Future<Void> seen(Operation operation, Call call) {
    return call.has("session_id")
        ? sight.check(call.principal(), operation, call.session())
        : Future.succeededFuture();
  }

  /** Attempts beyond what somebody may. */
  private void audit(Operation operation, Call call, Throwable cause) {
    if (cause instanceof ProblemException problemException
        && problemException.problem() instanceof Problem.PermissionDenied why) {
      audit(operation, call, why.code());
    }
  }

  private void audit(Operation operation, Call call, String outcome) {
    String about = call.input().get("session_id") instanceof String id ? id : "";
    String by = call.principal().name();
    audit.note(new Audit.Act(operation.name(), by, about, outcome, call.requestId()));
  }

  /** Who changed what, under the request's id; reading changes nothing. */
  private void note(Operation operation, Call call, Result result) {
    if (!operation.hints().readOnly()) {
      if (operation.role() == Role.OPERATOR || operation.hints().destructive()) {
        audit(operation, call, "done");
      }
      LOG.atInfo()
          .addKeyValue("session", result.body().get("session_id"))
          .addKeyValue("by", call.principal().name())
          .addKeyValue("request", call.requestId())
          .log(operation.name());
    }
  }

  private void check(Operation operation, Call call) {
    if (!call.principal().role().covers(operation.role())) {
      String message =
          operation.name()
              + " needs the role "
              + operation.role().word()
              + ", \""
              + call.principal().name()
              + "\" is "
              + call.principal().role().word();
      throw new ProblemException(Problem.notAllowed("role_too_low", message));
    }
    if (call.key() != null && !CommandKey.allowed(call.key())) {
      throw new ProblemException(
          Problem.invalid(
              "idempotency_key_malformed",
              "Idempotency-Key must be 1 to 128 visible ASCII characters without ~"));
    }
    List<RequestFault> faults = entries.get(operation.name()).input().faults(call.input());
    if (!faults.isEmpty()) {
      RequestFault first = faults.getFirst();
      throw new ProblemException(
          Problem.invalid("invalid_input", first.path() + " " + first.message(), faults));
    }
  }
}
