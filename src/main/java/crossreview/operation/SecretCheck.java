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
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for secrets in every text that a caller submits, whatever operation takes it: artifacts,
 * evidence, tasks, notes, reasons, answers. One scanner for all ways in.
 *
 * <p>A find is in the answer and the log by its place and kind, or refused before anything is
 * written; the secret itself is in none of them. Reading operations are not looked at. Any thread.
 */
public final class SecretCheck {
  private static final Logger LOG = LoggerFactory.getLogger(SecretCheck.class);

  /** 8 KiB are scanned in less than a millisecond; longer inputs are scanned by a worker. */
  private static final int INLINE_MAX = 8 * 1024;

  private static final int NAMED_MAX = 20; // of the places in one answer or refusal

  /** For what a refusal repeats of an input; configured keys are masked where it is sent. */
  private static final Redaction REDACTION = Redaction.of(List.of());

  private final Supplier<SecretPolicy> policy;
  private final Function<String, List<SecretSpan>> besides;
  private final WorkExecutor workExecutor;

  /**
   * @param policy asked again for each input
   * @param besides what the user's own rules find beside the known formats
   */
  public SecretCheck(
      Supplier<SecretPolicy> policy,
      Function<String, List<SecretSpan>> besides,
      WorkExecutor workExecutor) {
    this.policy = policy;
    this.besides = besides;
    this.workExecutor = workExecutor;
  }

  /** One that logs and refuses nothing, on the calling thread. */
  static SecretCheck inline() {
    return new SecretCheck(() -> SecretPolicy.WARN, text -> List.of(), SecretCheck::run);
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

  /** Completes with the finds when the input may be used; fails with {@code secret_refused}. */
  Future<List<SubmittedSecret>> check(Operation operation, OperationCall operationCall) {
    if (operation.operationHints().readOnly()) {
      return Future.succeededFuture(List.of());
    }
    List<InputText> texts = new ArrayList<>();
    collect("", operationCall.input(), texts);
    long length = texts.stream().mapToLong(input -> input.text().length()).sum();
    Future<List<SubmittedSecret>> found =
        length <= INLINE_MAX ? run(() -> find(texts)) : workExecutor.run(() -> find(texts));
    return found.compose(all -> decide(operation, operationCall, all));
  }

  private Future<List<SubmittedSecret>> decide(
      Operation operation, OperationCall operationCall, List<SubmittedSecret> found) {
    if (found.isEmpty()) {
      return Future.succeededFuture(found);
    }
    RequestFault first = found.getFirst().fault();
    if (policy.get() == SecretPolicy.REFUSE) {
      List<RequestFault> faults = found.stream().map(SubmittedSecret::fault).toList();
      String message = first.path() + " " + first.message() + "; the setting secrets is \"refuse\"";
      return Future.failedFuture(RequestProblem.SECRET_REFUSED.exception(message, faults));
    }
    LOG.atWarn()
        .addKeyValue("operation", operation.name())
        .addKeyValue("by", operationCall.principal().name())
        .addKeyValue("request", operationCall.requestId())
        .addKeyValue("place", first.path())
        .addKeyValue("found", found.size())
        .log("in a submitted text, {}", first.message());
    return Future.succeededFuture(found);
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

  private List<SubmittedSecret> find(List<InputText> texts) {
    return texts.stream()
        .flatMap(input ->
            spans(input.text()).stream()
                .map(span -> SubmittedSecret.of(input.place(), input.text(), span)))
        .limit(NAMED_MAX)
        .toList();
  }

  /** The user's rules are asked where the known formats find nothing: most texts have neither. */
  private List<SecretSpan> spans(String text) {
    List<SecretSpan> known = SecretScanner.spans(text);
    return known.isEmpty() ? besides.apply(text) : known;
  }
}
