package crossreview.operation;

import crossreview.guard.Redaction;
import crossreview.guard.SecretPolicy;
import crossreview.guard.SecretScanner;
import crossreview.guard.SecretSpan;
import crossreview.model.Problem.RequestFault;
import crossreview.model.ProblemException;
import crossreview.model.RequestProblem;
import crossreview.operation.OperationContext.WorkExecutor;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for secrets in every text that a caller submits, whatever operation takes it: artifacts,
 * evidence, tasks, notes, reasons, answers. One scanner for all ways in.
 *
 * <p>A find is logged by its place and kind, or refused before anything is written; the secret
 * itself is in neither. Reading operations are not looked at. Any thread.
 */
public final class SecretCheck {
  private static final Logger LOG = LoggerFactory.getLogger(SecretCheck.class);

  /** 8 KiB are scanned in less than a millisecond; longer inputs are scanned by a worker. */
  private static final int INLINE_MAX = 8 * 1024;

  private static final int NAMED_MAX = 20; // of the places in one refusal

  /** For what a refusal repeats of an input; configured keys are masked where it is sent. */
  private static final Redaction REDACTION = Redaction.of(List.of());

  private final SecretPolicy secretPolicy;
  private final WorkExecutor workExecutor;

  public SecretCheck(SecretPolicy secretPolicy, WorkExecutor workExecutor) {
    this.secretPolicy = secretPolicy;
    this.workExecutor = workExecutor;
  }

  /** One that logs and refuses nothing, on the calling thread. */
  static SecretCheck inline() {
    return new SecretCheck(SecretPolicy.WARN, SecretCheck::run);
  }

  private static <T> Future<T> run(Callable<T> task) {
    try {
      return Future.succeededFuture(task.call());
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  /** The text without secrets. */
  static String masked(String text) {
    return REDACTION.redact(text);
  }

  /** The same failure; a refusal repeats no secret of the input. */
  static Throwable masked(Throwable cause) {
    return cause instanceof ProblemException refusal
        ? new ProblemException(refusal.problem().reworded(REDACTION::redact))
        : cause;
  }

  private record InputText(String place, String text) {}

  /** Completes when the input may be used; fails with {@code secret_refused}. */
  Future<Void> check(Operation operation, OperationCall operationCall) {
    if (operation.operationHints().readOnly()) {
      return Future.succeededFuture();
    }
    List<InputText> texts = new ArrayList<>();
    collect("", operationCall.input(), texts);
    long length = texts.stream().mapToLong(input -> input.text().length()).sum();
    Future<List<RequestFault>> found =
        length <= INLINE_MAX ? run(() -> find(texts)) : workExecutor.run(() -> find(texts));
    return found.compose(faults -> decide(operation, operationCall, faults));
  }

  private Future<Void> decide(
      Operation operation, OperationCall operationCall, List<RequestFault> faults) {
    if (faults.isEmpty()) {
      return Future.succeededFuture();
    }
    RequestFault first = faults.getFirst();
    if (secretPolicy == SecretPolicy.REFUSE) {
      String message = first.path() + " " + first.message() + "; the setting secrets is \"refuse\"";
      return Future.failedFuture(RequestProblem.SECRET_REFUSED.exception(message, faults));
    }
    LOG.atWarn()
        .addKeyValue("operation", operation.name())
        .addKeyValue("by", operationCall.principal().name())
        .addKeyValue("request", operationCall.requestId())
        .addKeyValue("place", first.path())
        .addKeyValue("found", faults.size())
        .log("in a submitted text, {}", first.message());
    return Future.succeededFuture();
  }

  private static void collect(String place, Object value, List<InputText> texts) {
    switch (value) {
      case String text -> texts.add(new InputText(place, text));
      case Map<?, ?> map -> map.forEach((name, each) -> collect(place + "/" + name, each, texts));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          collect(place + "/" + i, list.get(i), texts);
        }
      }
      case null, default -> {
        return; // numbers and flags hold no secret
      }
    }
  }

  private static List<RequestFault> find(List<InputText> texts) {
    List<RequestFault> faults = new ArrayList<>();
    for (InputText input : texts) {
      for (SecretSpan span : SecretScanner.spans(input.text())) {
        if (faults.size() < NAMED_MAX) {
          faults.add(new RequestFault(input.place(), words(input.text(), span)));
        }
      }
    }
    return faults;
  }

  private static String words(String text, SecretSpan span) {
    long line = 1 + text.substring(0, span.from()).chars().filter(c -> c == '\n').count();
    return "line " + line + " looks like a secret: " + span.label();
  }
}
