package crossreview.relay;

import crossreview.access.StoreSecret;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationResult;
import crossreview.operation.OwnerRouting;
import crossreview.ownership.SessionOwnership;
import crossreview.ownership.SessionOwnership.OwnerAddress;
import crossreview.time.Clock;
import crossreview.time.Ticker;
import crossreview.time.TimerService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings calls to the hosts that they belong to. Any thread. */
public final class CallRelay implements OwnerRouting {
  private static final Logger LOG = LoggerFactory.getLogger(CallRelay.class);

  /** A host that is cut off is taken for gone within 12 s, and its sessions are taken up. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A list is shown without the part of a host that does not answer soon. */
  private static final Duration GLANCE = Duration.ofSeconds(2);

  private final RelayContext relayContext;
  private final HostClient client;
  private final AtomicLong forwarded = new AtomicLong();

  /**
   * What it works with.
   *
   * @param others the other hosts that are there
   * @param random for keys of calls that have none
   */
  public record RelayContext(
      Vertx vertx,
      SessionOwnership sessionOwnership,
      Supplier<List<OwnerAddress>> others,
      StoreSecret secret,
      Clock clock,
      Ticker ticker,
      TimerService timerService,
      RandomGenerator random) {}

  public CallRelay(RelayContext relayContext) {
    this.relayContext = relayContext;
    this.client =
        new HostClient(
            relayContext.vertx(), new MessageSigner(relayContext.secret(), relayContext.clock()));
  }

  @Override
  public Future<OperationResult> owner(
      SessionId session, Operation operation, OperationCall operationCall) {
    Duration patience = PATIENCE.plusMillis(Math.max(0, operationCall.number("wait_ms", 0)));
    return new RelayRetry(this, session, operation, patience).start(operationCall);
  }

  /** What may be tried again on another host needs a key, so that it is done once. */
  OperationCall keyed(OperationCall operationCall) {
    if (operationCall.key() != null) {
      return operationCall;
    }
    String key = "relay-" + Long.toHexString(relayContext.random().nextLong());
    return new OperationCall(
        operationCall.principal(),
        operationCall.input(),
        key,
        operationCall.requestId(),
        operationCall.progress(),
        operationCall.trace());
  }

  RelayContext parts() {
    return relayContext;
  }

  Future<OperationResult> send(
      OwnerAddress to, Operation operation, OperationCall operationCall, Duration atMost) {
    forwarded.incrementAndGet();
    return client.ask(to.address(), operation, operationCall, atMost);
  }

  /** How many calls were brought to other hosts. */
  public long forwarded() {
    return forwarded.get();
  }

  @Override
  public Future<OperationResult> everywhere(
      String list, Operation operation, OperationCall operationCall) {
    List<Future<List<?>>> answers = new ArrayList<>();
    for (OwnerAddress other : relayContext.others().get()) {
      answers.add(
          client
              .ask(other.address(), operation, operationCall, GLANCE)
              .<List<?>>map(operationResult -> (List<?>) operationResult.body().get(list))
              .recover(cause -> without(other, operation, cause)));
    }
    return operation
        .operationHandler()
        .handle(operationCall)
        .compose(own -> Future.join(answers).map(all -> joined(list, own, answers)));
  }

  private static Future<List<?>> without(OwnerAddress other, Operation operation, Throwable cause) {
    LOG.atWarn()
        .addKeyValue("host", other.node())
        .log(
            "the answer of {} is incomplete, because a host did not answer: {}",
            operation.name(),
            cause.getMessage());
    return Future.succeededFuture(List.of());
  }

  private static OperationResult joined(
      String list, OperationResult own, List<Future<List<?>>> others) {
    List<Object> all = new ArrayList<>((List<?>) own.body().get(list));
    others.forEach(other -> all.addAll(other.result()));
    Map<String, Object> body = new LinkedHashMap<>(own.body());
    body.put(list, all);
    return new OperationResult.ValueResult(body);
  }
}
